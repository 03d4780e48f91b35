package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a client that listens is told, each message with the id of its subscription. The acknowledgement comes first; what servers say
 * before it is held back until then, so that a client that has it misses nothing.
 */
final class SubscriptionStream {
    private static final int MOST_EARLY = 100;

    private final JsonNode id;
    private final MessageStream stream;
    private final Set<ObjectNode> early = new LinkedHashSet<>();
    private boolean isAcknowledged;

    SubscriptionStream(JsonNode id, MessageStream stream) {
        this.id = id;
        this.stream = stream;
    }

    /** @param honoured what is listened for, as the client's own filter has it */
    synchronized void acknowledge(ObjectNode honoured) {
        stream.send(tagged(JsonRpc.notification(
                "notifications/subscriptions/acknowledged", JsonRpc.object().set("notifications", honoured))));
        isAcknowledged = true;
        early.forEach(stream::send);
        early.clear();
    }

    /** Sends a notification, unless the same is on its way. */
    synchronized void tell(ObjectNode notification) {
        if (isAcknowledged) {
            stream.sendOnce(tagged(notification));
        } else if (early.size() < MOST_EARLY) {
            early.add(tagged(notification));
        }
    }

    private ObjectNode tagged(ObjectNode notification) {
        ObjectNode params = notification.path("params") instanceof ObjectNode given ? given : JsonRpc.object();
        ObjectNode meta = params.path("_meta") instanceof ObjectNode given ? given : JsonRpc.object();
        return JsonRpc.with(
                notification,
                "params",
                JsonRpc.with(params, "_meta", JsonRpc.with(meta, Versions.META + "subscriptionId", id)));
    }
}
