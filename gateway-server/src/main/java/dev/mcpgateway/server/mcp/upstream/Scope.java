package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a server: what decides with whom a child is shared.
 *
 * @param session the client's session; null for a request without one, which shares its key's child
 * @param key the id of the client's key
 * @param capabilities what the client declared; a server that all clients share is told of none
 */
public record Scope(@Nullable String session, String key, ObjectNode capabilities) {
    /** How the places begin that belong to one session alone. */
    static final String SESSION = "session ";

    static final String PLACE_OF_ALL = "shared";

    /** The administrator, who lists and restarts. */
    static final Scope OPERATOR = new Scope(null, "operator", JsonRpc.object());

    /** Where the administrator's child is, unless all share one. */
    static final String OPERATORS_PLACE = "key operator";

    /** The place that this scope has among those of a server. */
    String place(Sharing sharing) {
        return switch (sharing) {
            case SHARED -> PLACE_OF_ALL;
            case PER_SESSION -> session == null ? "key " + key : SESSION + session;
            case PER_KEY -> "key " + key;
        };
    }

    ObjectNode declared(Sharing sharing) {
        return sharing == Sharing.SHARED ? JsonRpc.object() : capabilities;
    }
}
