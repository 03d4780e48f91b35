package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.function.Consumer;

/**
 * How far several calls are, for a client that knows of one: each call is one step, and what it reports itself is a part of that.
 * Progress always grows (specification, "Utilities: Progress").
 */
final class BatchProgress {
    private final JsonNode token;
    private final int calls;
    private final Consumer<ObjectNode> outlet;
    private double last;

    /** @param token of the request, or missing where the client does not want to know */
    BatchProgress(JsonNode token, int calls, Consumer<ObjectNode> outlet) {
        this.token = token;
        this.calls = calls;
        this.outlet = outlet;
    }

    /** Hands on what the server reports of the call number {@code index}. */
    void reported(int index, ObjectNode notification) {
        if (calls == 1 || !(notification.get("params") instanceof ObjectNode params)) {
            outlet.accept(notification);
            return;
        }
        send(
                index
                        + part(
                                params.path("progress").asDouble(),
                                params.path("total").asDouble()),
                params);
    }

    /** The call is over. */
    void done(int index) {
        if (calls > 1 && !token.isMissingNode()) {
            send(index + 1, JsonRpc.object().set("progressToken", token));
        }
    }

    /** Less than one, also where it is not known how much there is to do. */
    private static double part(double progress, double total) {
        double part = total > 0 ? progress / total : progress / (1 + progress);
        return part >= 0 && part < 1 ? part : 0;
    }

    private synchronized void send(double progress, ObjectNode params) {
        if (progress > last) {
            last = progress;
            ObjectNode own = JsonRpc.with(
                    params,
                    "progress",
                    progress == Math.rint(progress) ? IntNode.valueOf((int) progress) : DoubleNode.valueOf(progress));
            own.put("total", calls);
            outlet.accept(JsonRpc.notification("notifications/progress", own));
        }
    }
}
