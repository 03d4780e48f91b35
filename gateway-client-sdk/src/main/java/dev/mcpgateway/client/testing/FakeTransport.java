package dev.mcpgateway.client.testing;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.spi.Sleeper;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transport that answers from a script, without a network and without waiting.
 *
 * <pre>{@code
 * FakeTransport gateway = new FakeTransport();
 * gateway.on("createUser").answer(201, "{\"user_id\": \"u-1\", \"email\": \"a@example.com\"}");
 * gateway.on("listUsers").rateLimit(Duration.ofSeconds(2)).answer(200, "[]");
 *
 * GatewayClient client = gateway.client();
 * assertEquals("u-1", client.createUser("a@example.com").userId());
 * assertEquals(List.of(), client.listUsers());
 * assertEquals(List.of(Duration.ofSeconds(2)), gateway.waits());
 * }</pre>
 *
 * <p>What was scripted for an operation is used up in its order, and the last of it answers for ever. An operation without a script fails with an
 * {@link AssertionError} that names it. It may be used by many threads at a time.
 */
public final class FakeTransport implements Transport {
    private final Map<String, Deque<Reply>> scripts = new HashMap<>();
    private final Set<String> spent = new HashSet<>();
    private final List<TransportRequest> requests = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    /** A transport with nothing scripted. */
    public FakeTransport() {}

    /** What one request is answered with. */
    @FunctionalInterface
    private interface Reply {
        CompletableFuture<TransportResponse> to(TransportRequest request);
    }

    /** A client over this transport: it has a clock of its own, which the waits between attempts and the delays move, and nothing waits. */
    public GatewayClient client() {
        return GatewayClient.builder()
                .adminKey("fake-admin-key")
                .transport(this)
                .sleeper(new Sleeper() {
                    @Override
                    public void sleep(Duration delay) {
                        passed(delay);
                    }

                    @Override
                    public CompletableFuture<Void> after(Duration delay) {
                        passed(delay);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .clock(nanos::get)
                .random(() -> 0.5)
                .build();
    }

    /** Scripts the answers of one operation, as in {@code on("createUser")}. */
    public Script on(String operation) {
        return new Script(operation);
    }

    /** The requests that were made, in their order. */
    public List<TransportRequest> requests() {
        synchronized (scripts) {
            return List.copyOf(requests);
        }
    }

    /** The requests of one operation, in their order. */
    public List<TransportRequest> requests(String operation) {
        return requests().stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    /** The body of a request as text, empty where it has none. */
    public static String body(TransportRequest request) {
        byte[] body = request.body();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    /** How long the client of {@link #client()} would have waited between attempts, in their order. */
    public List<Duration> waits() {
        synchronized (scripts) {
            return List.copyOf(waits);
        }
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        Reply reply;
        synchronized (scripts) {
            requests.add(request);
            Deque<Reply> script = scripts.get(request.operation());
            if (script == null || script.isEmpty()) {
                throw new AssertionError("no answer was scripted for " + request.operation());
            }
            if (script.size() == 1) {
                reply = script.getFirst();
                spent.add(request.operation());
            } else {
                reply = script.removeFirst();
            }
        }
        return reply.to(request);
    }

    private void passed(Duration delay) {
        synchronized (scripts) {
            waits.add(delay);
        }
        nanos.addAndGet(TimeUnit.NANOSECONDS.convert(delay));
    }

    /** The answers of one operation. Each call adds one. */
    public final class Script {
        private final String operation;
        private Duration delay = Duration.ZERO;

        private Script(String operation) {
            this.operation = operation;
        }

        /**
         * A success. As a gateway's it carries the request's id and, where one thing is read, an entity tag.
         *
         * @param data the answer's {@code data} as JSON, as in {@code {"user_id": "u-1", "email": "a@example.com"}} or {@code null}
         */
        public Script answer(int status, String data) {
            String body =
                    "{\"message\": \"OK\", \"data\": " + data + ", \"timestamp\": \"2024-01-01T12:00:00.000000\"}";
            return add(request -> {
                boolean isOneThing =
                        request.method().equals("GET") && data.strip().startsWith("{");
                return answered(request, status, body, isOneThing ? Map.of("etag", "\"1\"") : Map.of());
            });
        }

        /** An error of the gateway's. */
        public Script fail(int status, ErrorCode code, String detail) {
            return fail(status, code, detail, Map.of());
        }

        /** A 429 that asks to wait. */
        public Script rateLimit(Duration retryAfter) {
            return fail(
                    429,
                    ErrorCode.RATE_LIMITED,
                    "Too many requests",
                    Map.of("retry-after", Long.toString(retryAfter.toSeconds())));
        }

        private Script fail(int status, ErrorCode code, String detail, Map<String, String> headers) {
            Map<String, String> members =
                    Map.of("error", code.value(), "detail", detail, "timestamp", "2024-01-01T12:00:00.000000");
            String body = JsonDocument.of(members).json();
            return add(request -> answered(request, status, body, headers));
        }

        /** Any answer, as a proxy's HTML. */
        public Script respond(TransportResponse response) {
            return add(request -> CompletableFuture.completedFuture(response));
        }

        /** The connection breaks after the request was sent. */
        public Script reset() {
            return add(request -> CompletableFuture.failedFuture(new IOException("Connection reset")));
        }

        /** No connection is made, and nothing is sent. */
        public Script refuse() {
            return add(request -> CompletableFuture.failedFuture(new ConnectException("Connection refused")));
        }

        /** No answer comes: the client's time for the attempt passes. */
        public Script hang() {
            delay = Duration.ofSeconds(Long.MAX_VALUE);
            return reset();
        }

        /** What is added next comes this much later; where that is longer than the client waits, it does not come. */
        public Script delay(Duration newDelay) {
            this.delay = newDelay;
            return this;
        }

        private Script add(Reply outcome) {
            Duration after = delay;
            delay = Duration.ZERO;
            synchronized (scripts) {
                Deque<Reply> script = scripts.computeIfAbsent(operation, name -> new ArrayDeque<>());
                if (spent.remove(operation)) {
                    script.clear(); // the last one has answered, and is the last no more
                }
                script.add(request -> {
                    if (after.compareTo(request.timeout()) >= 0) {
                        nanos.addAndGet(TimeUnit.NANOSECONDS.convert(request.timeout()));
                        return CompletableFuture.failedFuture(new HttpTimeoutException("no answer in time"));
                    }
                    nanos.addAndGet(TimeUnit.NANOSECONDS.convert(after));
                    return outcome.to(request);
                });
            }
            return this;
        }
    }

    /** An answer with the header fields that every one of a gateway's has. */
    private static CompletableFuture<TransportResponse> answered(
            TransportRequest request, int status, String body, Map<String, String> more) {
        Map<String, List<String>> headers = new HashMap<>();
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("content-type", List.of("application/json; charset=utf-8"));
        String id = request.headers().get("X-Request-Id");
        if (id != null) {
            headers.put("x-request-id", List.of(id));
        }
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
        return CompletableFuture.completedFuture(
                new TransportResponse(status, all, body.getBytes(StandardCharsets.UTF_8)));
    }
}
