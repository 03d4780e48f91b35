package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.mcp.upstream.ScriptedServer.Asked;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.testing.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of tools of remote servers that are begun on the thread that waits for them. */
class QuickCallsIT {
    private static final int MOST = 128;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String OTHER = "mcp-remote-";

    @TempDir
    private Path folder;

    /** Lets go on what waits at the server. */
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Done when a connection was closed on which the server was silent. */
    private final CountDownLatch hungUp = new CountDownLatch(1);

    private ScriptedServer server;
    private RunningServers servers;
    private Attachment attachment;

    @BeforeEach
    void connect() throws IOException {
        server = ScriptedServer.modern(this::answerCall);
        servers = new RunningServers(folder)
                .with(RunningServers.remote("a", server.url(), null, Map.of()))
                .start();
        attachment = servers.attach("a", "1");
        // There is a connection now that is idle.
        assertEquals("fine", call(attachment, "fine"));
    }

    @AfterEach
    void close() throws IOException {
        goOn.countDown();
        servers.close();
        server.close();
    }

    private void answerCall(Asked asked) throws Exception {
        String tool = asked.message().at("/params/name").asText();
        switch (tool) {
            case "late" -> {
                goOn.await(5, TimeUnit.MINUTES);
                asked.text("late");
            }
            case "silent" -> {
                if (asked.in().read() < 0) {
                    hungUp.countDown();
                }
            }
            case "closed" -> asked.socket().close();
            case "busy" -> asked.status(503);
            case "refused" ->
                asked.json("{\"jsonrpc\":\"2.0\",\"id\":" + asked.message().path("id")
                        + ",\"error\":{\"code\":-32602,\"message\":\"no such tool\"}}");
            case "garbage" -> asked.write("SSH-2.0-OpenSSH\r\n");
            case "events" -> {
                asked.events();
                asked.write("data: " + response(asked, "told") + "\n\n");
                asked.socket().close();
            }
            case "chunks" -> {
                String response = response(asked, "in chunks");
                asked.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(response.length()) + "\r\n" + response + "\r\n0\r\n\r\n");
            }
            case "large" -> asked.text("x".repeat(10_000_000));
            default -> {
                if (tool.startsWith("cut ")) {
                    String body = response(asked, "in two parts");
                    String whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body;
                    int at = Integer.parseInt(tool.substring(4));
                    int cut = at < 0 ? whole.length() + at : at;
                    asked.write(whole.substring(0, cut));
                    goOn.await(5, TimeUnit.MINUTES);
                    asked.write(whole.substring(cut));
                } else {
                    asked.text("fine");
                }
            }
        }
    }

    private static String response(Asked asked, String text) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + asked.message().path("id")
                + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}}";
    }

    /** A call of this thread's, which is sent when the thread works. */
    private record Begun(UpstreamCall call, WaitingThread waiting, CompletableFuture<Thread> endedOn) {
        boolean isRefused() {
            return call.answer().isCompletedExceptionally();
        }

        String text() {
            waiting.work();
            endedOn.join();
            return RunningServers.text(answer(call));
        }

        Reason failure() {
            waiting.work();
            endedOn.join();
            return assertThrows(UpstreamException.class, () -> answer(call)).reason();
        }

        void assertEndedOnAnotherThread() {
            assertTrue(endedOn.join().getName().startsWith(OTHER), () -> endedOn.join()
                    .getName());
        }
    }

    private Begun begin(String tool) {
        return begin(tool, LONG, WaitingThread.current());
    }

    private Begun begin(String tool, Duration deadline, WaitingThread waiting) {
        UpstreamCall call = attachment.call(
                "tools/call", arguments(tool), new CallOptions(deadline, message -> {}, Claim.GATEWAY, waiting));
        return new Begun(
                call,
                waiting,
                call.answer()
                        .handle((answer, failure) -> Thread.currentThread())
                        .orTimeout(Eventually.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** A thread of the lane leaves its place a moment after its call has ended. */
    private void assertAllPlacesAreFree() {
        await("all places, and no more, are free", () -> {
            List<Begun> all = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                all.add(begin("fine"));
            }
            boolean isOneRefused = all.stream().anyMatch(Begun::isRefused);
            boolean isNextRefused = begin("fine").isRefused();
            all.forEach(begun -> {
                begun.waiting().work();
                begun.endedOn().join();
            });
            return !isOneRefused && isNextRefused;
        });
    }

    @Test
    void anAnswerThatComesSoonIsReadByTheThreadThatWaits() {
        for (int i = 0; i < 3; i++) {
            Begun begun = begin("fine");
            assertFalse(begun.call().answer().isDone());
            assertEquals("fine", begun.text());
            assertSame(Thread.currentThread(), begun.endedOn().join());
        }
        assertEquals(1, server.connections());
        assertAllPlacesAreFree();
    }

    @Test
    void aSecondCallIsMadeByAnotherThread() {
        WaitingThread waiting = WaitingThread.current();
        Begun first = begin("fine", LONG, waiting);
        Begun second = begin("late", LONG, waiting);
        goOn.countDown();
        second.assertEndedOnAnotherThread();
        assertEquals("late", text(answer(second.call())));
        assertEquals("fine", first.text());
        assertSame(Thread.currentThread(), first.endedOn().join());
    }

    @Test
    void aConnectionThatIsToBeMadeIsMadeByAnotherThread() {
        UpstreamCall late = attachment.call("tools/call", arguments("late"), CallOptions.within(LONG));
        await("the connection is in use", () -> server.asked("tools/call") == 2);
        Begun begun = begin("fine");
        assertEquals("fine", begun.text());
        begun.assertEndedOnAnotherThread();
        goOn.countDown();
        assertEquals("late", text(answer(late)));
    }

    @Test
    void aLongRequestIsSentByAnotherThread() {
        Begun begun = begin("x".repeat(20_000));
        assertEquals("fine", begun.text());
        begun.assertEndedOnAnotherThread();
    }

    @Test
    void anAnswerThatIsLateIsWaitedForByAnotherThread() {
        Begun begun = begin("late");
        begun.waiting().work();
        assertFalse(begun.call().answer().isDone());
        goOn.countDown();
        assertEquals("late", begun.text());
        begun.assertEndedOnAnotherThread();
        assertEquals(2, server.asked("tools/call"));
        assertAllPlacesAreFree();
    }

    /** @param at characters from the beginning, or from the end where it is negative */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 84, -1, -20})
    void nothingIsLostOfAnAnswerThatStops(int at) {
        Begun begun = begin("cut " + at);
        begun.waiting().work();
        assertFalse(begun.call().answer().isDone());
        goOn.countDown();
        assertEquals("in two parts", begun.text());
        assertEquals("fine", begin("fine").text());
        assertEquals(1, server.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "chunks", "large"})
    void anAnswerThatIsLongOrDoesNotSayHowLongItIsIsReadByAnotherThread(String tool) {
        Begun begun = begin(tool);
        String expected = Map.of("events", "told", "chunks", "in chunks", "large", "x".repeat(10_000_000))
                .get(tool);
        assertEquals(expected, begun.text());
        begun.assertEndedOnAnotherThread();
    }

    @Test
    void anErrorIsTheAnswer() {
        Begun begun = begin("refused");
        begun.waiting().work();
        assertEquals(
                "no such tool",
                answer(begun.call()).message().at("/error/message").asText());
        assertAllPlacesAreFree();
    }

    @Test
    void whatCannotBeAnAnswerFailsTheCall() {
        assertEquals(Reason.OVERLOADED, begin("busy").failure());
        assertEquals(Reason.ENDED, begin("garbage").failure());
        assertAllPlacesAreFree();
    }

    @Test
    void aCallIsNotMadeTwiceWhereTheServerHasClosedTheIdleConnection() {
        Begun begun = begin("closed");
        assertEquals(Reason.ENDED, begun.failure());
        assertSame(Thread.currentThread(), begun.endedOn().join());
        assertEquals(2, server.asked("tools/call"));
        assertAllPlacesAreFree();
    }

    @Test
    void aCallCanBeCancelledWhileTheThreadIsAtIt() throws InterruptedException {
        Begun begun = begin("silent");
        CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
            await("the server has it", () -> server.asked("tools/call") == 2);
            begun.call().cancel("enough");
        });
        assertEquals(Reason.CANCELLED, begun.failure());
        cancelled.join();
        assertTrue(hungUp.await(1, TimeUnit.MINUTES));
        assertAllPlacesAreFree();
    }

    @Test
    void aCallThatIsCancelledBeforeTheThreadBeginsIsNotSent() {
        Begun begun = begin("fine");
        begun.call().cancel("enough");
        assertEquals(Reason.CANCELLED, begun.failure());
        assertEquals(1, server.asked("tools/call"));
        assertAllPlacesAreFree();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 400})
    void itsDeadlineEndsACall(int millis) throws InterruptedException {
        assertEquals(
                Reason.TIMEOUT,
                begin("silent", Duration.ofMillis(millis), WaitingThread.current())
                        .failure());
        assertTrue(hungUp.await(1, TimeUnit.MINUTES));
        assertAllPlacesAreFree();
    }

    @Test
    void theEndOfTheServerIsTheEndOfItsCalls() {
        Begun begun = begin("silent");
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            await("the server has it", () -> server.asked("tools/call") == 2);
            servers.close();
        });
        assertEquals(Reason.ENDED, begun.failure());
        stopped.join();
    }

    @Test
    void allPlacesAreFreeAgainAfterCallsThatFail() {
        List<Begun> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(begin(List.of("closed", "busy", "garbage", "refused").get(i % 4)));
        }
        assertEquals(Reason.OVERLOADED, begin("fine").failure());
        for (Begun begun : all) {
            begun.waiting().work();
            begun.endedOn().join();
        }
        await("places are left", () -> {
            Begun next = begin("fine");
            next.waiting().work();
            next.endedOn().join();
            return !next.call().answer().isCompletedExceptionally();
        });
    }

    @Test
    void aSessionThatIsLostIsRenewed() throws IOException {
        AtomicInteger sessions = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        try (ScriptedServer legacy = ScriptedServer.start(asked -> {
                    switch (asked.what()) {
                        case "initialize" ->
                            asked.result(
                                    ScriptedServer.initialized(asked),
                                    "Mcp-Session-Id: s" + sessions.incrementAndGet());
                        case "server/discover" -> asked.status(404);
                        case "GET" -> asked.status(405);
                        case "tools/call" -> {
                            if (asked.headers()
                                    .getOrDefault("mcp-session-id", "")
                                    .equals("s" + lost.get())) {
                                asked.status(404);
                            } else {
                                asked.text("in session " + sessions.get());
                            }
                        }
                        default -> asked.status(202);
                    }
                });
                RunningServers own = new RunningServers(folder.resolve("legacy"))
                        .with(RunningServers.remote("a", legacy.url(), null, Map.of()))
                        .start()) {
            attachment = own.attach("a", "1");
            assertEquals("in session 1", call(attachment, "x"));
            Begun begun = begin("x");
            assertEquals("in session 1", begun.text());
            lost.set(1);
            assertEquals("in session 2", begin("x").text());
        }
    }
}
