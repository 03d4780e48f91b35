package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GracefulCloseIT {
    /** Much longer than a test may take: who waits for it to pass fails. */
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void closingAnIdleListenerDoesNotWait() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient kept = listening.client()) {
            assertEquals(200, kept.get("/").answer().status());
            listening.listener().close(LONG);
            assertTrue(kept.isEnded());
            assertThrows(UncheckedIOException.class, listening::client);
        }
    }

    @Test
    void closingIsIdempotent() {
        try (Listening listening = Listening.to(Listening.HELLO)) {
            listening.listener().close(LONG);
            listening.listener().close();
        }
    }

    @Test
    void aRequestInFlightIsAnsweredWhileNewConnectionsAreRefused() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CompletableFuture<String> result = new CompletableFuture<>();
        Handler handler = request -> {
            entered.countDown();
            return Response.json(200, result.get());
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            client.get("/");
            entered.await();
            CompletableFuture<Void> closed =
                    CompletableFuture.runAsync(() -> listening.listener().close(LONG));
            awaitRefusal(listening);
            result.complete("done");
            RawClient.Answer answer = client.answer();
            assertEquals("\"done\"", answer.text());
            assertEquals("close", answer.header("Connection"));
            closed.get(30, TimeUnit.SECONDS);
            assertTrue(client.isEnded());
        }
    }

    private static void awaitRefusal(Listening listening) {
        while (true) {
            try {
                listening.client().close();
            } catch (UncheckedIOException refused) {
                return;
            }
        }
    }

    @Test
    void whatIsLeftAfterTheGraceIsInterrupted() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        Handler handler = request -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete("interrupted");
                throw e;
            }
            return Response.empty(200);
        };
        try (Listening listening = Listening.to(handler);
                RawClient client = listening.client()) {
            client.get("/");
            entered.await();
            listening.listener().close(Duration.ofMillis(10));
            assertEquals("interrupted", interrupted.get(30, TimeUnit.SECONDS));
            assertTrue(client.isEnded());
        }
    }

    @Test
    void anUnfinishedHeaderDoesNotHoldUpClosing() throws Exception {
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient slow = listening.client();
                RawClient barrier = listening.client()) {
            slow.send("GET / HT");
            assertEquals(200, barrier.get("/").answer().status());
            listening.listener().close(LONG);
            assertTrue(slow.isEnded());
        }
    }

    @Test
    void thePortIsFreeAfterClosing() {
        int port;
        try (Listening first = Listening.to(Listening.HELLO)) {
            port = first.port();
            first.listener().close(LONG);
        }
        try (Listening second = Listening.with(ListenerOptions.of("127.0.0.1", port), Listening.HELLO)) {
            assertEquals(port, second.port());
        }
    }
}
