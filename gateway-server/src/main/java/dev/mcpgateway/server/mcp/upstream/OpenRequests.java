package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a server has asked its client and waits for: as much at once as the bound allows. */
final class OpenRequests {
    private static final int MOST = 64;

    private final Consumer<ObjectNode> send;
    private final Map<JsonNode, ServerRequest> open = new ConcurrentHashMap<>();
    private volatile long answeredAt = System.nanoTime();

    /** @param send takes responses and notifications to the server */
    OpenRequests(Consumer<ObjectNode> send) {
        this.send = send;
    }

    /** Hands the request {@code message} to {@code asked}, or answers it where the gateway itself can. */
    void ask(ObjectNode message, UpstreamListener asked) {
        JsonNode id = message.path("id");
        ServerRequest request = new ServerRequest(
                message,
                response -> {
                    answeredAt = System.nanoTime();
                    open.remove(id);
                    send.accept(response);
                },
                progress -> {
                    answeredAt = System.nanoTime();
                    send.accept(JsonRpc.notification("notifications/progress", progress));
                });
        if (JsonRpc.method(message).equals("ping")) {
            request.answer(JsonRpc.result(id, JsonRpc.object()));
        } else if (open.size() >= MOST || open.putIfAbsent(id, request) != null) {
            request.refuse(JsonRpc.INTERNAL_ERROR, "Too many requests to the client are open, or two have one id");
        } else {
            asked.request(request);
        }
    }

    /** The server wants no answer to {@code id} any more. */
    void cancel(JsonNode id) {
        ServerRequest request = open.remove(id);
        if (request != null) {
            request.cancel();
        }
    }

    void cancelAll() {
        open.values().forEach(ServerRequest::cancel);
        open.clear();
    }

    /** When the server last had what it asked for: {@code now} as long as it waits. */
    long activeAt(long now) {
        return open.isEmpty() ? answeredAt : now;
    }
}
