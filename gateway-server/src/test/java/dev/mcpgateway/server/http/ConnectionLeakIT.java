package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JDK's server counts its connections and forgets to count down on some ways to end one, until it takes no more.
 * So each way is gone more often than there may be connections.
 */
final class ConnectionLeakIT {
    private static final int MAX_CONNECTIONS = 4;
    private static final int ROUNDS = 2 * MAX_CONNECTIONS;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static Process process;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djdk.httpserver.maxConnections=" + MAX_CONNECTIONS);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(SmallServer.class.getName());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        port = Integer.parseInt(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    @AfterAll
    static void stop() throws Exception {
        process.getOutputStream().close();
        process.waitFor();
    }

    /** A way to end a connection. */
    interface Way {
        void go(RawClient client) throws IOException;
    }

    private static Arguments way(String name, Way way) {
        return Arguments.of(name, way);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way("nothing sent", client -> {}),
                way("half a header, waiting", client -> client.send("GET / HT").rest()),
                way("half a header, gone", client -> client.send("GET / HT").reset()),
                way("a body that does not come", client -> client.send(post("/body", 10) + "x")
                        .rest()),
                way("a body that breaks off", client -> client.send(post("/body", 10) + "x")
                        .reset()),
                way("an early answer, the body does not come", client -> client.send(post("/early", 10) + "x")
                        .rest()),
                way("an early answer, gone", client -> client.send(post("/early", 10))
                        .reset()),
                way("an empty early answer, the body does not come", client -> client.send(post("/empty", 10))
                        .rest()),
                way("an empty early answer, gone", client -> client.send(post("/empty", 10))
                        .reset()),
                way("too large a body", client -> client.send(post("/body", 9 << 20))
                        .rest()),
                way("a large answer, gone", client -> {
                    client.get("/large").isEnded();
                    client.reset();
                }),
                way("a large answer, half closed", client -> {
                    client.get("/large").endOutput();
                    client.isEnded();
                }),
                way("events, gone", client -> {
                    client.get("/events").isEnded();
                    client.reset();
                }),
                way("events, broken", client -> client.get("/broken").rest()),
                way("a refused version", client -> client.send("GET / HTTP/3.0\r\n\r\n")
                        .rest()),
                way("a refused chunk", client -> client.send(
                                "POST /body HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
                        .rest()));
    }

    private static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void noWayToEndAConnectionUsesItUp(String name, Way way) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            try (RawClient client = RawClient.connect(port)) {
                way.go(client);
            }
            assertEquals(200, statusOfNewConnection(), name);
        }
    }

    /** A busy machine forgets a connection later than its client, so a refusal is tried again; a leak is for ever. */
    private static int statusOfNewConnection() throws IOException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < PATIENCE_NANOS) {
            try (RawClient client = RawClient.connect(port)) {
                return client.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
                        .answer()
                        .status();
            } catch (SocketException e) {
                Thread.onSpinWait();
            }
        }
        assertTrue(process.isAlive());
        return 0;
    }
}
