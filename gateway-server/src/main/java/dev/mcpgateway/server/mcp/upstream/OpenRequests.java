package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a server has asked its client and waits for: as much at once as the bound allows, and no longer than the call that asked. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class OpenRequests {
    private static final int MOST = 64;

    private final Consumer<ObjectNode> send;
    private final Map<JsonNode, Question> open = new ConcurrentHashMap<>();
    private volatile long answeredAt = System.nanoTime();

    /** @param on the call that asked; null where that cannot be told */
    private record Question(ServerRequest request, @Nullable PendingCall on) {
        boolean isOf(PendingCall call) {
            return on == null || on.equals(call);
        }
    }

    /** @param send takes responses and notifications to the server */
    OpenRequests(Consumer<ObjectNode> send) {
        this.send = send;
    }

    /**
     * Hands the request {@code message} to {@code asked}, or answers it where the gateway itself can.
     *
     * @param on the call on whose stream it came; null where that cannot be told
     */
    void ask(ObjectNode message, UpstreamListener asked, @Nullable PendingCall on) {
        JsonNode id = message.path("id");
        ServerRequest request = new ServerRequest(
                message,
                response -> {
                    noteAnswer(on);
                    open.computeIfPresent(
                            id, (key, question) -> question.request().isOpen() ? question : null);
                    send.accept(response);
                },
                progress -> {
                    noteAnswer(on);
                    send.accept(JsonRpc.notification("notifications/progress", progress));
                });
        if (JsonRpc.method(message).equals("ping")) {
            request.answer(JsonRpc.result(id, JsonRpc.object()));
            return;
        }
        Question question = new Question(request, on);
        if (open.size() >= MOST || open.putIfAbsent(id, question) != null) {
            request.refuse(JsonRpc.INTERNAL_ERROR, "Too many requests to the client are open, or two have one id");
            return;
        }
        asked.request(request);
        if (on != null) {
            // What its call was to know nobody waits for when that is over.
            on.answer().whenComplete((answer, failure) -> cancel(id, question));
        }
    }

    private void noteAnswer(@Nullable PendingCall on) {
        if (on == null) {
            answeredAt = System.nanoTime();
        } else {
            on.heardOf();
        }
    }

    /** The server wants no answer to {@code id} any more. */
    void cancel(JsonNode id) {
        Question question = open.get(id);
        if (question != null) {
            cancel(id, question);
        }
    }

    private void cancel(JsonNode id, Question question) {
        if (open.remove(id, question)) {
            question.request().cancel();
        }
    }

    void cancelAll() {
        List.copyOf(open.keySet()).forEach(this::cancel);
    }

    /** When the server last had what {@code call} may have asked for: {@code now} as long as it waits. */
    long activeAt(PendingCall call, long now) {
        return open.values().stream().anyMatch(question -> question.isOf(call)) ? now : answeredAt;
    }
}
