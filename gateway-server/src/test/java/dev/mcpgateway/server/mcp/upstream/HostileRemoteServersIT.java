package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.mcp.upstream.ScriptedServer.Script;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.mcp.upstream.http.UpstreamAddresses;
import dev.mcpgateway.server.net.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Remote servers that fail in all the ways of HTTP. */
class HostileRemoteServersIT {
    @TempDir
    private Path folder;

    private RunningServers over(ScriptedServer server, Map<String, String> headers) {
        return new RunningServers(folder)
                .with(RunningServers.remote("a", server.url(), null, headers))
                .start();
    }

    /** What becomes of a call that {@code script} answers; the next call is answered well. */
    private UpstreamException failureOf(Script script, Duration deadline) throws IOException {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        try (ScriptedServer server = ScriptedServer.modern(asked -> {
                    if (isFirst.getAndSet(false)) {
                        script.answer(asked);
                    } else {
                        asked.text("fine");
                    }
                });
                RunningServers servers = over(server, Map.of())) {
            Attachment one = servers.attach("a", "1");
            UpstreamException failure = assertThrows(
                    UpstreamException.class,
                    () -> answer(one.call("tools/call", arguments("x"), CallOptions.within(deadline))));
            assertEquals("fine", call(one, "y"));
            assertEquals(UpstreamStatus.State.READY, servers.status("a").state());
            return failure;
        }
    }

    private UpstreamException failureOf(Script script) throws IOException {
        return failureOf(script, Duration.ofSeconds(60));
    }

    @Test
    void aConnectionThatIsResetEndsTheCallAndNoOther() throws IOException {
        UpstreamException failure = failureOf(asked -> {
            asked.socket().setSoLinger(true, 0);
            asked.socket().close();
        });
        assertEquals(Reason.ENDED, failure.reason());
        assertTrue(String.valueOf(failure.getMessage()).startsWith("Server 'a' broke off"), failure.getMessage());
    }

    @Test
    void anAnswerWithoutBeginningEndsByTheDeadline() throws IOException {
        UpstreamException failure = failureOf(asked -> TimeUnit.MINUTES.sleep(2), Duration.ofMillis(300));
        assertEquals(Reason.TIMEOUT, failure.reason());
    }

    @Test
    void anAnswerWithoutEndEndsByTheDeadline() throws IOException {
        UpstreamException failure = failureOf(
                asked -> {
                    asked.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{\"jsonrpc\"");
                    TimeUnit.MINUTES.sleep(2);
                },
                Duration.ofMillis(300));
        assertEquals(Reason.TIMEOUT, failure.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{\"jsonrpc\"",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"js",
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"jsonrpc\"",
                "HTTP/1.1 200 OK\r\nContent-Ty",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
            })
    void halfAnAnswerOrNoneOfHttpEndsTheCall(String bytes) throws IOException {
        UpstreamException failure = failureOf(asked -> {
            asked.write(bytes);
            asked.socket().close();
        });
        assertEquals(Reason.ENDED, failure.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void anAnswerThatIsNoMcpIsReported(String type) throws IOException {
        UpstreamException failure = failureOf(asked ->
                asked.write("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 6\r\n\r\n<html>"));
        assertEquals(Reason.MALFORMED, failure.reason());
        assertEquals("Server 'a' answered tools/call with something else than an MCP message", failure.getMessage());
    }

    @Test
    void anAnswerThatIsTooLongEndsTheCall() throws IOException {
        UpstreamException failure = failureOf(asked -> asked.text("x".repeat((10 << 20) + 1)));
        assertEquals("Server 'a' broke off: the answer is longer than 10485760 bytes", failure.getMessage());
    }

    @Test
    void anEventThatIsTooLongEndsTheCall() throws IOException {
        UpstreamException failure = failureOf(asked -> {
            asked.events();
            asked.write("data: " + "x".repeat((10 << 20) + 1));
            asked.socket().close();
        });
        assertEquals("Server 'a' broke off: an event is longer than 10485760 bytes", failure.getMessage());
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (ScriptedServer other = ScriptedServer.start(asked -> asked.text("caught"))) {
            UpstreamException failure = failureOf(asked -> asked.status(307, "Location: " + other.url()));
            assertEquals(
                    "Server 'a' answered with a redirect, which the gateway does not follow", failure.getMessage());
            assertEquals(0, other.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"401, MALFORMED", "500, MALFORMED", "503, OVERLOADED"})
    void aStatusOfFailureIsNamed(int status, Reason reason) throws IOException {
        UpstreamException failure = failureOf(asked -> asked.status(status));
        assertEquals(reason, failure.reason());
        assertEquals("Server 'a' answered with HTTP status " + status, failure.getMessage());
    }

    @Test
    void callsFollowOneAnotherOnOneConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.modern(asked -> asked.text("fine"));
                RunningServers servers = over(server, Map.of())) {
            Attachment one = servers.attach("a", "1");
            for (int i = 0; i < 20; i++) {
                call(one, "x");
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aCallThatIsCancelledClosesItsStream() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.modern(asked -> {
                    asked.events();
                    started.countDown();
                    if (asked.in().read() < 0) {
                        closed.countDown();
                    }
                });
                RunningServers servers = over(server, Map.of())) {
            UpstreamCall call = servers.attach("a", "1").call("tools/call", arguments("x"));
            assertTrue(started.await(60, TimeUnit.SECONDS));
            call.cancel("nobody waits");
            assertEquals(
                    Reason.CANCELLED,
                    assertThrows(UpstreamException.class, () -> answer(call)).reason());
            assertTrue(closed.await(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void aLostSessionIsBegunAgainAndTheCallIsRepeated() throws IOException {
        AtomicInteger sessions = new AtomicInteger();
        AtomicReference<String> valid = new AtomicReference<>("");
        try (ScriptedServer server = ScriptedServer.start(asked -> {
                    switch (asked.what()) {
                        case "initialize" -> {
                            valid.set("session-" + sessions.incrementAndGet());
                            asked.result(ScriptedServer.initialized(asked), "Mcp-Session-Id: " + valid.get());
                        }
                        case "server/discover" -> asked.status(400);
                        case "GET" -> asked.status(405);
                        default -> {
                            if (!Objects.equals(valid.get(), asked.headers().get("mcp-session-id"))) {
                                asked.status(404);
                            } else if (asked.message().has("id")) {
                                asked.text(String.valueOf(valid.get()));
                            } else {
                                asked.status(202);
                            }
                        }
                    }
                });
                RunningServers servers = over(server, Map.of())) {
            Attachment one = servers.attach("a", "1");
            assertEquals("session-1", call(one, "x"));
            answer(one.subscribe(JsonRpc.object().put("uri", "test://a")));
            valid.set("lost");

            assertEquals("session-2", call(one, "x"));

            await("the subscription is asked for again", () -> server.asked("resources/subscribe") == 2);
            assertEquals(2, server.asked("initialize"));
            assertEquals(
                    "2025-11-25",
                    server.asked().get(server.asked().size() - 1).headers().get("mcp-protocol-version"));
        }
    }

    @Test
    void aServerOfTheOldTransportAnswersOnItsStream() throws IOException {
        CompletableFuture<ScriptedServer.Asked> stream = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.start(asked -> {
                    if (asked.method().equals("GET")) {
                        stream.complete(asked);
                        asked.events();
                        asked.write("event: endpoint\ndata: /messages?session=7\n\n");
                    } else if (!stream.isDone()) {
                        asked.status(405);
                    } else {
                        asked.status(202);
                        if (asked.message().has("id")) {
                            String result = asked.what().equals("initialize")
                                    ? ScriptedServer.initialized(asked)
                                    : "{\"content\":[{\"type\":\"text\",\"text\":\"old\"}]}";
                            stream.join()
                                    .write("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":"
                                            + asked.message().path("id") + ",\"result\":" + result + "}\n\n");
                        }
                    }
                });
                RunningServers servers = over(server, Map.of())) {
            Attachment one = servers.attach("a", "1");
            assertEquals("old", call(one, "x"));
            assertEquals(Era.LEGACY, one.era().join());
            stream.join().socket().close();
            await("its end is noticed", () -> servers.status("a").state() != UpstreamStatus.State.READY);
        }
    }

    @Test
    void theOldTransportSendsNothingToAnotherHost() throws IOException {
        try (ScriptedServer other = ScriptedServer.start(asked -> asked.status(202));
                ScriptedServer server = ScriptedServer.start(asked -> {
                    if (asked.method().equals("GET")) {
                        asked.events();
                        asked.write("event: endpoint\ndata: " + other.url() + "\n\n");
                    } else {
                        asked.status(405);
                    }
                });
                RunningServers servers = over(server, Map.of("X-Token", "a-long-secret"))) {
            Attachment one = servers.attach("a", "1");
            assertThrows(UpstreamException.class, () -> call(one, "x"));
            assertEquals(0, other.connections());
        }
    }

    @Test
    void theVerdictOfALegacyServerIsRemembered() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(asked -> {
                    switch (asked.what()) {
                        case "initialize" -> asked.result(ScriptedServer.initialized(asked));
                        case "server/discover" -> asked.status(404);
                        case "GET" -> asked.status(405);
                        default -> asked.text("fine");
                    }
                });
                RunningServers servers = over(server, Map.of())) {
            Attachment one = servers.attach("a", "1");
            call(one, "x");
            servers.restart("a");
            call(one, "x");
            assertEquals(1, server.asked("server/discover"));
            assertEquals(2, server.asked("initialize"));
        }
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RunningServers servers = new RunningServers(folder);
        try (servers) {
            servers.with(RunningServers.remote("a", "http://127.0.0.1:" + port + "/mcp?key=in-the-url", null, Map.of()))
                    .start();
            Attachment one = servers.attach("a", "1");
            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(one, "x"));
            assertEquals("Server 'a' cannot be reached: nothing answers there", failure.getMessage());
            assertEquals(UpstreamStatus.State.BACKOFF, servers.status("a").state());
            assertFalse(servers.status("a").toString().contains("in-the-url"));
            try (ScriptedServer server = ScriptedServer.start(port, asked -> {
                if (asked.what().equals("server/discover")) {
                    asked.result("{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{}}");
                } else {
                    asked.text("back");
                }
            })) {
                await("it is back", () -> {
                    try {
                        return call(one, "x").equals("back");
                    } catch (UpstreamException backingOff) {
                        return false;
                    }
                });
                assertEquals(1, server.asked("tools/call"));
            }
        }
    }

    @Test
    void aConnectionThatCannotBeMadeEndsItsCallAlone() throws Exception {
        AtomicBoolean isNameLost = new AtomicBoolean();
        Resolver resolver = host -> {
            if (isNameLost.get()) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        RunningServers servers = new RunningServers(folder).dialing(dialer(resolver, false));
        try (ScriptedServer server = ScriptedServer.modern(asked -> {
                    started.countDown();
                    assertTrue(end.await(60, TimeUnit.SECONDS));
                    asked.text("fine");
                });
                servers) {
            servers.with(RunningServers.remote("a", "http://mcp.example:" + server.port() + "/mcp", null, Map.of()))
                    .start();
            Attachment one = servers.attach("a", "1");
            UpstreamCall underWay = one.call("tools/call", arguments("x"));
            assertTrue(started.await(60, TimeUnit.SECONDS));
            isNameLost.set(true);

            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(one, "y"));

            assertEquals("Server 'a' cannot be reached: its host is not found: mcp.example", failure.getMessage());
            assertEquals(Reason.UNREACHABLE, failure.reason());
            assertFalse(underWay.answer().isDone());
            end.countDown();
            assertEquals("fine", RunningServers.text(answer(underWay)));
            isNameLost.set(false);
            assertEquals("fine", call(one, "z"));
            assertEquals(1, server.asked("server/discover"));
        }
    }

    @Test
    void aServerThatCannotBeConnectedToAgainAndAgainIsGone() throws IOException {
        ScriptedServer server = ScriptedServer.modern(asked -> asked.text("fine"));
        try (RunningServers servers = over(server, Map.of())) {
            Attachment one = servers.attach("a", "1");
            call(one, "x");
            server.close();
            await("its end is noticed", () -> {
                assertThrows(UpstreamException.class, () -> call(one, "x"));
                return servers.status("a").state() == UpstreamStatus.State.BACKOFF;
            });
            assertEquals(
                    "Server 'a' cannot be reached: nothing answers there",
                    servers.status("a").lastError());
        }
    }

    @Test
    void secretsThatAServerRepeatsAreMasked() throws IOException {
        String secret = "a-long-secret-value";
        try (ScriptedServer server = ScriptedServer.start(asked -> {
                    if (asked.what().equals("initialize")) {
                        asked.json(
                                "{\"jsonrpc\":\"2.0\",\"id\":" + asked.message().path("id")
                                        + ",\"error\":{\"code\":-32000,\"message\":\"bad token "
                                        + asked.headers().get("authorization") + "\"}}");
                    } else {
                        asked.status(400);
                    }
                });
                RunningServers servers = over(server, Map.of("Authorization", secret))) {
            Attachment one = servers.attach("a", "1");
            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(one, "x"));
            assertEquals("Server 'a' refused the handshake: bad token ********", failure.getMessage());
            assertFalse(servers.status("a").toString().contains(secret));
        }
    }

    @Test
    void headersOfTheDefinitionAreSentAndThoseThatFrameARequestAreNot() throws IOException {
        try (ScriptedServer server = ScriptedServer.modern(asked -> asked.text("fine"));
                RunningServers servers = over(
                        server,
                        Map.of(
                                "Authorization", "Bearer x",
                                "Content-Length", "1",
                                "Transfer-Encoding", "chunked",
                                "Mcp-Method", "other"))) {
            call(servers.attach("a", "1"), "x");
            Map<String, String> headers =
                    server.asked().get(server.asked().size() - 1).headers();
            assertEquals("Bearer x", headers.get("authorization"));
            assertEquals("tools/call", headers.get("mcp-method"));
            assertFalse(headers.containsKey("transfer-encoding"));
        }
    }

    private static Dialer dialer(Resolver resolver, boolean allowPrivate) {
        return new Dialer(new UpstreamAddresses(resolver, () -> allowPrivate), () ->
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, false",
        "192.168.7.7, false",
        "169.254.1.1, false",
        "169.254.169.254, false",
        "169.254.169.254, true",
        "fd00:ec2::254, true",
        "100.100.100.200, true",
        "::ffff:169.254.169.254, true",
        "fe80::1, false",
        "0.0.0.0, false",
    })
    void aServerThatTurnsOutToBeAtAForbiddenAddressIsNotConnectedTo(String address, boolean allowPrivate) {
        RunningServers servers = new RunningServers(folder)
                .dialing(dialer(host -> new InetAddress[] {InetAddress.getByName(address)}, allowPrivate));
        try (servers) {
            servers.with(RunningServers.remote("a", "http://mcp.example/mcp", null, Map.of()))
                    .start();
            Attachment one = servers.attach("a", "1");
            UpstreamException failure = assertThrows(UpstreamException.class, () -> call(one, "x"));
            assertEquals(
                    "Server 'a' cannot be connected to: its host has no address that may be connected to;"
                            + " allow_private_upstreams lets private ones be used",
                    failure.getMessage());
            assertEquals(UpstreamStatus.State.FAILED, servers.status("a").state());
        }
    }

    @Test
    void aHostThatChangesItsAddressIsCheckedAtEachConnection() throws IOException {
        AtomicInteger lookUps = new AtomicInteger();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Resolver changing = host ->
                new InetAddress[] {lookUps.incrementAndGet() <= 2 ? loopback : InetAddress.getByName("10.1.2.3")};
        RunningServers servers = new RunningServers(folder).dialing(dialer(changing, false));
        try (ScriptedServer server = ScriptedServer.modern(asked -> {
                    asked.result("{\"content\":[]}", "Connection: close");
                    asked.socket().close();
                });
                servers) {
            String url = "http://mcp.example:" + server.port() + "/mcp";
            servers.with(RunningServers.remote("a", url, null, Map.of())).start();
            Attachment one = servers.attach("a", "1");
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                try {
                    answer(one.call("tools/call", arguments("x")));
                    outcomes.add("answered");
                } catch (UpstreamException refused) {
                    outcomes.add(refused.reason().name());
                }
            }
            assertEquals(List.of("answered", "answered", "NOT_STARTED"), outcomes);
            assertEquals(lookUps.get() - 1, server.connections());
            assertEquals(
                    "mcp.example:" + server.port(),
                    server.asked().get(0).headers().get("host"));
        }
    }

    @Test
    void aServerThatIsNotListeningForTlsCannotBeReached() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(asked -> asked.status(200))) {
            RunningServers servers = new RunningServers(folder);
            try (servers) {
                servers.with(RunningServers.remote(
                                "a",
                                "https://127.0.0.1:" + server.port() + "/",
                                null,
                                Map.of(),
                                Map.of("startup_timeout", 5)))
                        .start();
                Attachment one = servers.attach("a", "1");
                assertThrows(UpstreamException.class, () -> call(one, "x"));
                assertEquals(0, server.asked().size());
            }
        }
    }
}
