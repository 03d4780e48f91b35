package dev.mcpgateway.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runnable jar as a process of its own, as a user runs it. */
final class GatewayProcess implements AutoCloseable {
    static final Path JAR = Path.of(System.getProperty("gateway.jar"));
    static final Path ROOT = Path.of(System.getProperty("gateway.root"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern URL = Pattern.compile("API document\\s+(\\S+)/openapi.json");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path out;

    private GatewayProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** What a command that ends said. */
    record Ended(int exitCode, String out, String err) {}

    /** Runs a command to its end. */
    static Ended run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = launch(out, err, environment, arguments);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command did not end: " + List.of(arguments));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts a server on {@code config} and waits until it says where it is. */
    static GatewayProcess start(Path config, String... options) throws Exception {
        Path out = Files.createTempFile(config.getParent(), "out", ".txt");
        Path err = Files.createTempFile(config.getParent(), "err", ".txt");
        List<String> arguments =
                new ArrayList<>(List.of("start", "--config", config.toString(), "--host", "127.0.0.1", "--port", "0"));
        arguments.addAll(List.of(options));
        Process process = launch(out, err, Map.of(), arguments.toArray(String[]::new));
        GatewayProcess gateway = new GatewayProcess(process, out);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!URL.matcher(Files.readString(out)).find()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new AssertionError("the gateway did not start: " + Files.readString(err));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return gateway;
    }

    private static Process launch(Path out, Path err, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("MCP_GATEWAY_CONFIG");
        builder.environment().putAll(environment);
        return builder.start();
    }

    URI url() throws IOException {
        Matcher url = URL.matcher(Files.readString(out));
        if (!url.find()) {
            throw new AssertionError("the gateway said no URL");
        }
        return URI.create(url.group(1));
    }

    long pid() {
        return process.pid();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    HttpResponse<String> get(String path, String key) throws Exception {
        return send(HttpRequest.newBuilder(url().resolve(path)).GET(), key);
    }

    HttpResponse<String> post(String path, String key, String body) throws Exception {
        return send(HttpRequest.newBuilder(url().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)), key);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String key) throws Exception {
        return HTTP.send(
                request.header("Authorization", "Bearer " + key)
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Ends it as Ctrl-C and a service manager do. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            process.destroyForcibly();
            throw new AssertionError("the gateway did not end");
        }
    }
}
