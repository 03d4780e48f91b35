package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ServerRequest;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What servers have asked a client and it has not answered yet. Servers may choose the same ids and tokens, so the client sees the
 * session's own.
 */
final class ServerRequests {
    /** What a client has to have declared for each request. */
    private static final Map<String, String> CAPABILITIES = Map.of(
            "sampling/createMessage", "sampling",
            "elicitation/create", "elicitation",
            "roots/list", "roots");

    private static final String META = "_meta";
    private static final String TOKEN = "progressToken";

    private final ObjectNode capabilities;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, ServerRequest> open = new ConcurrentHashMap<>();
    private volatile boolean isEnded;

    /** @param capabilities what the client declared */
    ServerRequests(ObjectNode capabilities) {
        this.capabilities = capabilities;
    }

    /** Sends the client what a server asks, through {@code outlet}; refuses what the client has not declared to be able to. */
    void ask(ServerRequest request, Consumer<ObjectNode> outlet) {
        String capability = CAPABILITIES.get(JsonRpc.method(request.message()));
        if (capability == null || !capabilities.has(capability)) {
            request.refuse(
                    JsonRpc.METHOD_NOT_FOUND,
                    "The client has not declared that it can be asked this: " + JsonRpc.method(request.message()));
            return;
        }
        long id = ids.incrementAndGet();
        open.put(id, request);
        if (isEnded) {
            refuse(id);
            return;
        }
        outlet.accept(asked(request.message(), id));
        request.whenCancelled(() -> {
            if (open.remove(id) != null) {
                outlet.accept(JsonRpc.notification(
                        "notifications/cancelled", JsonRpc.object().put("requestId", id)));
            }
        });
    }

    private static ObjectNode asked(ObjectNode message, long id) {
        ObjectNode own = JsonRpc.with(message, "id", LongNode.valueOf(id));
        if (message.path("params") instanceof ObjectNode params
                && params.path(META) instanceof ObjectNode meta
                && meta.has(TOKEN)) {
            own.set("params", JsonRpc.with(params, META, JsonRpc.with(meta, TOKEN, LongNode.valueOf(id))));
        }
        return own;
    }

    /** Hands the client's response to the server that waits for it, if one does. */
    void answered(ObjectNode response) {
        OptionalLong id = JsonRpc.ownId(response.path("id"));
        ServerRequest request = id.isPresent() ? open.remove(id.getAsLong()) : null;
        if (request != null) {
            request.answer(response);
        }
    }

    /** Hands the client's progress with a request on. */
    void progressed(ObjectNode notification) {
        if (notification.path("params") instanceof ObjectNode params) {
            OptionalLong token = JsonRpc.ownId(params.path(TOKEN));
            ServerRequest request = token.isPresent() ? open.get(token.getAsLong()) : null;
            if (request != null) {
                request.progressed(params);
            }
        }
    }

    /** Tells all servers that wait that the client is gone. */
    void end() {
        isEnded = true;
        List.copyOf(open.keySet()).forEach(this::refuse);
    }

    private void refuse(long id) {
        ServerRequest request = open.remove(id);
        if (request != null) {
            request.refuse(JsonRpc.INTERNAL_ERROR, "The session of the client has ended");
        }
    }
}
