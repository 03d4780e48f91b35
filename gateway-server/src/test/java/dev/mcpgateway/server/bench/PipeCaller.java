package dev.mcpgateway.server.bench;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The yardstick: the same stdio server, talked to over its pipe. */
final class PipeCaller implements EchoCaller {
    private final Process process;
    private final OutputStream out;
    private final BufferedReader in;
    private int id;

    PipeCaller(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        out = process.getOutputStream();
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        send(EchoMessages.initialize());
        read();
        send(EchoMessages.INITIALIZED);
    }

    @Override
    public void call() throws IOException {
        id++;
        send(EchoMessages.call(id, "echo", ""));
        EchoMessages.check(read());
    }

    private void send(String message) throws IOException {
        out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String read() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the server has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        out.close();
        process.destroy();
    }
}
