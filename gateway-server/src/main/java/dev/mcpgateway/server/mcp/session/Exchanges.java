package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Client;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.upstream.WaitingThread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The requests of a session that are worked on, by their ids, in the order in which they came. */
final class Exchanges {
    private static final int MOST = 256;

    private final Map<JsonNode, Exchange> underWay = new LinkedHashMap<>();
    private boolean isClosed;

    /**
     * Begins one.
     *
     * @return empty where one with the same id is under way, too many are, or the session has ended
     */
    synchronized Optional<Exchange> begin(
            Client client, ObjectNode request, Consumer<ObjectNode> outlet, Metering metering, WaitingThread waiting) {
        Exchange exchange = new Exchange(client, request, outlet, metering, waiting);
        if (isClosed || underWay.size() >= MOST || underWay.putIfAbsent(exchange.id(), exchange) != null) {
            return Optional.empty();
        }
        return Optional.of(exchange);
    }

    synchronized void end(Exchange exchange) {
        underWay.remove(exchange.id(), exchange);
    }

    synchronized @Nullable Exchange find(JsonNode id) {
        return underWay.get(id);
    }

    /** The latest that the server of this name works on; null where there is none. */
    synchronized @Nullable Exchange latestAt(String server) {
        Exchange latest = null;
        for (Exchange exchange : underWay.values()) {
            if (exchange.isAt(server)) {
                latest = exchange;
            }
        }
        return latest;
    }

    synchronized boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Begins no more and gives those that are left. */
    synchronized List<Exchange> close() {
        isClosed = true;
        return List.copyOf(underWay.values());
    }
}
