package dev.mcpgateway.server.mcp.relay;

import dev.mcpgateway.server.domain.McpServer;
import java.util.function.Predicate;

/** The tools that a client may call: as its key's scopes and the configuration have it at the moment that it is asked. */
record ToolAccess(Client client) implements Named.Access {
    @Override
    public boolean mayInclude(McpServer server, Predicate<String> isMeant) {
        return client.view().scopes().mayAllowCall(server.name(), isMeant);
    }

    /** @throws ScopeException where the configuration has the tool and the key may not call it */
    @Override
    public boolean includes(McpServer server, String tool) {
        if (!View.isOffered(server, tool)) {
            return false;
        }
        Relay.require(client.view().scopes().allowsCall(server.name(), tool));
        return true;
    }
}
