package dev.mcpgateway.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that reaches this machine and no other. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;

    private Browser(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Whether a missing browser is a failure rather than a reason to skip a test. */
    public static boolean isRequired() {
        return Boolean.getBoolean("browser.required");
    }

    /** Where Chromium is on this machine. */
    public static Optional<Path> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param folder an empty one for what the browser writes */
    public static Browser start(Path executable, Path folder) throws IOException, InterruptedException {
        Path profile = Files.createDirectories(folder.resolve("profile"));
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--disable-sync",
                "--no-first-run",
                // Chromium's own sandbox cannot be set up by root or in most containers, and the pages are ours.
                "--no-sandbox",
                "--window-size=1280,1000",
                "about:blank"));
        Path log = folder.resolve("browser.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        return new Browser(process, endpoint(process, profile.resolve("DevToolsActivePort"), log));
    }

    /** The browser writes its port and the path of its connection into a file once it listens. */
    private static URI endpoint(Process process, Path file, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                end(process);
                throw new AssertionError("the browser did not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Opens a page and begins to take down what it does. */
    public BrowserPage open(URI page) {
        return BrowserPage.open(endpoint, page);
    }

    @Override
    public void close() {
        end(process);
    }

    /** Asked first, it takes away what it has put beside its profile. */
    private static void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        if (!family.stream().allMatch(Browser::hasEnded)) {
            family.forEach(ProcessHandle::destroyForcibly);
            family.forEach(Browser::hasEnded);
        }
    }

    private static boolean hasEnded(ProcessHandle handle) {
        handle.onExit()
                .completeOnTimeout(handle, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return !handle.isAlive();
    }

    /** What JavaScript gave. */
    static JsonNode valueOf(JsonNode evaluation) {
        if (evaluation.has("exceptionDetails")) {
            throw new AssertionError(evaluation.get("exceptionDetails").toString());
        }
        return evaluation.path("result").path("value");
    }
}
