package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeadlinesIT {
    private static final String HALF_HEADER = "GET / HTTP/1.1\r\nHost: te";

    @Test
    void aHeaderThatIsNotFinishedIsCut() throws Exception {
        try (Listening listening = Listening.with(Listening.shortHeaders(), Listening.HELLO);
                RawClient client = listening.client()) {
            assertTrue(client.send(HALF_HEADER).isEnded());
        }
    }

    @Test
    void theNextHeaderOfAKeptConnectionIsCutToo() throws Exception {
        try (Listening listening = Listening.with(Listening.shortHeaders(), Listening.HELLO);
                RawClient client = listening.client()) {
            assertEquals(200, client.get("/").answer().status());
            assertTrue(client.send(HALF_HEADER).isEnded());
        }
    }

    @Test
    void aSlowBodyIsCutAfterItsDeadline() throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        ListenerOptions options = Listening.options()
                .withLimits(Listening.shortBodies())
                .withObserver((request, code, nanos, bytes) -> status.complete(code));
        try (Listening listening = Listening.with(options, request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nsome");
            assertTrue(client.isEnded());
            assertEquals(408, status.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aSlowChunkIsCutAfterItsDeadline() throws Exception {
        try (Listening listening =
                        Listening.with(Listening.shortBodies(), request -> Response.json(200, request.body().length));
                RawClient client = listening.client()) {
            client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nsome");
            assertTrue(client.isEnded());
        }
    }

    @Test
    void aClientThatNeverReadsItsAnswerIsCut() throws Exception {
        CompletableFuture<Throwable> aborted = new CompletableFuture<>();
        CompletableFuture<Long> written = new CompletableFuture<>();
        CompletableFuture<InetAddress> peer = new CompletableFuture<>();
        RequestObserver observer = new RequestObserver() {
            @Override
            public void completed(Request request, int status, long nanos, long bytes) {
                written.complete(bytes);
                peer.complete(request.peer().getAddress());
            }

            @Override
            public void aborted(Request request, Throwable failure) {
                aborted.complete(failure);
            }
        };
        byte[] large = new byte[64 << 20];
        ListenerOptions options =
                Listening.options().withLimits(Listening.shortWrites()).withObserver(observer);
        try (Listening listening =
                        Listening.with(options, request -> Response.bytes(200, "application/octet-stream", large));
                RawClient client = RawClient.connect(listening.port(), 4096)) {
            client.get("/");
            assertTrue(aborted.get(30, TimeUnit.SECONDS) instanceof IOException);
            assertTrue(written.get(30, TimeUnit.SECONDS) < large.length);
            assertEquals(InetAddress.getLoopbackAddress(), peer.get(30, TimeUnit.SECONDS), "known to the last");
            assertTrue(client.rest().length < large.length);
        }
    }

    @Test
    void aHandlerMayTakeItsTime() throws Exception {
        CompletableFuture<String> later = new CompletableFuture<>();
        try (Listening listening = Listening.with(Listening.shortBodies(), request -> {
                    if (request.rawPath().equals("/waits")) {
                        return Response.json(200, later.get(30, TimeUnit.SECONDS));
                    }
                    return Response.json(200, request.body().length);
                });
                RawClient waiting = listening.client();
                RawClient slow = listening.client()) {
            waiting.get("/waits");
            slow.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nsome");
            assertTrue(slow.isEnded(), "a deadline of the same length has passed");
            later.complete("done");
            assertEquals("\"done\"", waiting.answer().text());
        }
    }

    @Test
    void thousandsOfHalfHeadersDoNotStopOthers() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try (Listening listening = Listening.to(Listening.HELLO);
                RawClient kept = listening.client()) {
            for (int i = 0; i < 3000; i++) {
                slow.add(listening.client().send(HALF_HEADER));
                if (i % 500 == 0) {
                    assertEquals(200, kept.get("/health").answer().status());
                }
            }
            assertEquals(200, kept.get("/health").answer().status());
            try (RawClient fresh = listening.client()) {
                assertEquals(200, fresh.get("/health").answer().status());
            }
            RawClient.Answer late = slow.get(0).send("st\r\n\r\n").answer();
            assertEquals(200, late.status(), "below the bound nobody is cut");
        } finally {
            slow.forEach(RawClient::close);
        }
    }

    @Test
    void pastTheBoundOfUnfinishedHeadersSomeAreCutAndOthersServed() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        Limits limits = Limits.defaults().withMaxUnfinishedHeaders(3);
        try (Listening listening = Listening.with(limits, Listening.HELLO)) {
            for (int i = 0; i < 4; i++) {
                slow.add(listening.client().send(HALF_HEADER));
            }
            int cut = indexOfCut(slow);
            for (int i = 0; i < 4; i++) {
                if (i != cut) {
                    assertEquals(200, slow.get(i).send("st\r\n\r\n").answer().status());
                }
            }
            try (RawClient fresh = listening.client()) {
                assertEquals(200, fresh.get("/").answer().status());
            }
        } finally {
            slow.forEach(RawClient::close);
        }
    }

    /** Which of them was the first to send is up to the threads that read them. */
    private static int indexOfCut(List<RawClient> clients) throws Exception {
        for (int i = 0; ; i = (i + 1) % clients.size()) {
            if (clients.get(i).isEndedWithin(20)) {
                return i;
            }
        }
    }

    @Test
    void limitsHaveTheirDocumentedDefaults() {
        Limits limits = Limits.defaults();
        assertEquals(1 << 20, limits.maxBodyBytes());
        assertEquals(Duration.ofSeconds(30), limits.headerDeadline());
        assertEquals(Duration.ofSeconds(30), limits.bodyReadGap());
        assertEquals(Duration.ofSeconds(30), limits.writeDeadline());
        assertEquals(8 << 20, limits.drainBytes());
        assertEquals(Duration.ofSeconds(2), limits.drainTime());
        assertFalse(limits.maxConnections() < 1);
    }
}
