package dev.mcpgateway.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar, serving a configuration file until it is killed. */
final class GatewayProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path JAR = Path.of(System.getProperty("gateway.jar"));
    private static final Pattern URL = Pattern.compile("API document\\s+(\\S+)/openapi.json");

    private final Process process;
    private final Path out;
    private final Path err;

    private GatewayProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts one and does not wait for it.
     *
     * @param wrapper a command that runs the command that follows it, such as one that sets a limit; may be empty
     */
    static GatewayProcess launch(Path config, String... wrapper) {
        List<String> command = new ArrayList<>(List.of(wrapper));
        // Flags for a process that lives a second: little is compiled, and no thread but the program's collects
        // garbage.
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString(),
                "start",
                "--config",
                config.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--access-log",
                "none"));
        Path out = config.resolveSibling("out.txt");
        Path err = config.resolveSibling("err.txt");
        try {
            Files.deleteIfExists(out);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().remove("MCP_GATEWAY_CONFIG");
            return new GatewayProcess(builder.start(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until it serves, and says where. */
    URI awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Matcher url = URL.matcher(Files.readString(out));
            if (url.find()) {
                return URI.create(url.group(1));
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the gateway did not start: " + Files.readString(err));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Tells it to end, as a service manager does, and does not wait for it. */
    void terminate() {
        process.destroy();
    }

    /** Ends it with SIGKILL and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Tells it to end, and waits until it has. */
    void stop() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            throw new AssertionError("the gateway did not end");
        }
    }

    @Override
    public void close() {
        kill();
    }
}
