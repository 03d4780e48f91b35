package dev.mcpgateway.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A connection that speaks the Chrome DevTools Protocol: commands with their answers, and events. */
final class DevTools implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final BiConsumer<String, JsonNode> events;
    private final WebSocket socket;

    private DevTools(URI endpoint, BiConsumer<String, JsonNode> events) {
        this.events = events;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(endpoint, new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** @param events is given the name and the parameters of each event, on a thread of the connection's */
    static DevTools connect(URI endpoint, BiConsumer<String, JsonNode> events) {
        return new DevTools(endpoint, events);
    }

    /**
     * Gives a command and waits for its result.
     *
     * @param sessionId of the page it is for; empty for the browser itself
     * @throws AssertionError when the browser refuses it
     */
    JsonNode call(String sessionId, String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        ObjectNode command = Exchange.JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", parameters);
        if (!sessionId.isEmpty()) {
            command.put("sessionId", sessionId);
        }
        synchronized (socket) {
            socket.sendText(command.toString(), true)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
        JsonNode message =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return message.path("result");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = Exchange.JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
        CompletableFuture<JsonNode> waiting = pending.remove(message.path("id").asInt());
        if (waiting != null) {
            waiting.complete(message);
        } else if (message.has("method")) {
            events.accept(message.get("method").asText(), message.path("params"));
        }
    }

    /** Puts the parts of a message together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                received(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            pending.values().forEach(waiting -> waiting.completeExceptionally(failure));
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            onError(from, new AssertionError("the browser closed the connection: " + status + " " + reason));
            return CompletableFuture.completedStage(null);
        }
    }
}
