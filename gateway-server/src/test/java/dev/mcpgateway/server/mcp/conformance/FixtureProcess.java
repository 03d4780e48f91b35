package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fixture as a child process, and the lines that go in and come out. */
public final class FixtureProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private FixtureProcess(Process process) {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
    }

    public static FixtureProcess start(String... args) throws IOException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(args));
        return new FixtureProcess(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    }

    /** What starts the fixture, without its arguments: for a server of a configuration too. */
    public static List<String> command() {
        return List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ConformanceServer.class.getName());
    }

    Process process() {
        return process;
    }

    void send(String message) throws IOException {
        in.write(message.replace("\n", " "));
        in.newLine();
        in.flush();
    }

    ObjectNode receive() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new EOFException("the fixture has ended");
        }
        return JsonRpc.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** The URL of a fixture that was started with {@code http 0}. */
    public String url() throws IOException {
        return String.valueOf(out.readLine());
    }

    void endInput() throws IOException {
        in.close();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
