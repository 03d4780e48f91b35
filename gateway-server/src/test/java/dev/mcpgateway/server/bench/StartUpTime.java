package dev.mcpgateway.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Prints how many milliseconds pass from the start of a process to the first 200 of {@code /health} on a port, or, where the port is
 * 0, to its end: {@code StartUpTime PORT COMMAND…}.
 */
public final class StartUpTime {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final byte[] REQUEST =
            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private StartUpTime() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(args[0]);
        List<String> command = Arrays.asList(args).subList(1, args.length);
        // What is measured with is to be warm itself.
        isServing(port);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (port == 0) {
                if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException("failed: " + command);
                }
            } else {
                while (!isServing(port)) {
                    if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                        throw new IllegalStateException("does not serve: " + command);
                    }
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }
            System.out.println(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean isServing(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(REQUEST);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
