package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EventStreamIT {
    private static String text(byte[] chunk) {
        return new String(chunk, StandardCharsets.UTF_8);
    }

    @Test
    void everyEventIsSentAtOnceAndTheConnectionIsKept() throws Exception {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        EventStream.Writer writer = sink -> {
            for (String data = queue.take(); !data.equals("end"); data = queue.take()) {
                sink.send(ServerSentEvent.of(data));
            }
            sink.comment("bye");
        };
        try (Listening listening = Listening.to(request -> Response.events(writer));
                RawClient client = listening.client()) {
            client.get("/");
            assertEquals("HTTP/1.1 200 OK", client.line(), "the header does not wait for the first event");
            var headers = client.headers();
            assertEquals("text/event-stream", headers.get("content-type"));
            assertEquals("no-store", headers.get("cache-control"));
            assertEquals("chunked", headers.get("transfer-encoding"));
            for (String data : new String[] {"one", "zwei €"}) {
                queue.add(data);
                assertEquals("data: " + data + "\n\n", text(client.chunk()));
            }
            queue.add("end");
            assertEquals(": bye\n\n", text(client.chunk()));
            assertEquals(0, client.chunk().length);

            queue.add("end");
            assertEquals(200, client.get("/").answer().status(), "the connection is still in step");
        }
    }

    @Test
    void aWriterThatFailsCutsItsStream() throws Exception {
        CompletableFuture<Throwable> aborted = new CompletableFuture<>();
        EventStream.Writer writer = sink -> {
            sink.send(ServerSentEvent.of("one"));
            throw new IllegalStateException("on purpose");
        };
        ListenerOptions options = Listening.options().withObserver(new RequestObserver() {
            @Override
            public void completed(Request request, int status, long nanos, long bytes) {}

            @Override
            public void aborted(Request request, Throwable failure) {
                aborted.complete(failure);
            }
        });
        try (Listening listening = Listening.with(options, request -> Response.events(writer));
                RawClient client = listening.client()) {
            client.get("/").line();
            client.headers();
            assertEquals("data: one\n\n", text(client.chunk()));
            assertTrue(client.isEnded(), "there is no last chunk");
            assertTrue(aborted.get(30, TimeUnit.SECONDS).getCause() instanceof IllegalStateException);
        }
    }

    @Test
    void aClientThatLeavesEndsTheWriter() throws Exception {
        CompletableFuture<Exception> ended = new CompletableFuture<>();
        EventStream.Writer writer = sink -> {
            try {
                while (true) {
                    sink.comment("");
                }
            } catch (IOException e) {
                ended.complete(e);
                throw e;
            }
        };
        try (Listening listening = Listening.to(request -> Response.events(writer));
                RawClient client = listening.client()) {
            client.get("/").line();
            client.reset();
            assertTrue(ended.get(30, TimeUnit.SECONDS) instanceof IOException);
        }
    }

    @Test
    void aClientThatDoesNotReadItsEventsIsCut() throws Exception {
        CompletableFuture<Exception> ended = new CompletableFuture<>();
        String large = "x".repeat(100_000);
        EventStream.Writer writer = sink -> {
            try {
                while (true) {
                    sink.send(ServerSentEvent.of(large));
                }
            } catch (IOException e) {
                ended.complete(e);
                throw e;
            }
        };
        try (Listening listening = Listening.with(Listening.shortWrites(), request -> Response.events(writer));
                RawClient client = RawClient.connect(listening.port(), 4096)) {
            client.get("/");
            assertTrue(ended.get(30, TimeUnit.SECONDS) instanceof IOException);
        }
    }

    @Test
    void closingTheListenerEndsAWaitingStreamInOrder() throws Exception {
        CompletableFuture<Exception> ended = new CompletableFuture<>();
        CountDownLatch never = new CountDownLatch(1);
        EventStream.Writer writer = sink -> {
            sink.send(ServerSentEvent.of("one"));
            try {
                never.await();
            } catch (InterruptedException e) {
                ended.complete(assertThrows(IOException.class, () -> sink.comment("too late")));
                throw e;
            }
        };
        try (Listening listening = Listening.to(request -> Response.events(writer));
                RawClient client = listening.client()) {
            client.get("/").line();
            client.headers();
            assertEquals("data: one\n\n", text(client.chunk()));
            listening.listener().close(Duration.ofMinutes(5));
            assertEquals(0, client.chunk().length, "the last chunk comes");
            assertTrue(client.isEnded());
            assertTrue(ended.get(30, TimeUnit.SECONDS) instanceof IOException);
        }
    }

    @Test
    void headOfAStreamIsItsHeaders() throws Exception {
        try (Listening listening = Listening.to(request -> Response.events(sink -> sink.comment("x")));
                RawClient client = listening.client()) {
            RawClient.Answer head =
                    client.send("HEAD / HTTP/1.1\r\nHost: t\r\n\r\n").headAnswer();
            assertEquals("text/event-stream", head.header("Content-Type"));
            assertEquals(": x\n\n", client.get("/").answer().text());
        }
    }
}
