package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.relay.Catalogue.Shelf;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code enkrypt_discover_all_tools}, which also searches. */
final class DiscoverTools implements MetaTool {
    /** So many definitions are enough to choose from, and few enough to read. */
    private static final int MOST_FOUND = 20;

    private static final ObjectNode DEFINITION = MetaTool.definition("""
            {"name": "enkrypt_discover_all_tools", "title": "Find tools",
             "description": "Finds tools, and gives their whole definitions: what arguments they take and what they answer. With \
            a query, those that match its words, the best first, 20 at most; without one, all tools of the server, or of all \
            servers. Call what you find with enkrypt_secure_call_tools, by server_name and name.",
             "inputSchema": {"type": "object", "properties": {
               "server_name": {"type": ["string", "null"], "default": null,
                 "description": "The tools of this server alone; without it, those of all servers"},
               "query": {"type": ["string", "null"], "default": null,
                 "description": "A few words for what the tool is to do, as 'create issue'; names, titles and descriptions \
            are searched"}}},
             "outputSchema": {"type": "object", "required": ["status"], "properties": {
               "status": {"type": "string", "enum": ["success", "error"]},
               "message": {"type": "string"},
               "error": {"type": "string"},
               "server_name": {"type": "string"},
               "tools": {"type": "object", "description": "Where one server was asked for: its tools, in the member tools"},
               "available_servers": {"type": "object", "description": "Else: by the name of the server, what it is and its \
            tools", "additionalProperties": {"type": "object"}},
               "discovery_success_servers": {"type": "array", "items": {"type": "string"}},
               "discovery_failed_servers": {"type": "array", "items": {"type": "string"},
                 "description": "Servers that do not answer; each says why in its discovery_error"}}},
             "annotations": {"title": "Find tools", "readOnlyHint": true, "destructiveHint": false,
               "idempotentHint": true, "openWorldHint": false}}""");

    @Override
    public ObjectNode definition() {
        return DEFINITION;
    }

    @Override
    public CompletableFuture<MetaResult> call(Exchange exchange, Arguments arguments) {
        Client client = exchange.client();
        View view = client.view();
        McpServer server = arguments.serverOrNull(view);
        String query = arguments.text("query");
        return Catalogue.of(client, server == null ? Catalogue.servers(view) : List.of(server))
                .thenApply(shelves -> MetaResult.of(found(view, server, query, shelves)));
    }

    private static ObjectNode found(
            View view, @Nullable McpServer server, @Nullable String query, List<Shelf> shelves) {
        int all = shelves.stream().mapToInt(shelf -> shelf.tools().size()).sum();
        if (query == null) {
            return report(view, server, shelves, shelves, all == 1 ? "There is 1 tool" : "There are " + all + " tools");
        }
        ToolSearch.Found found = ToolSearch.of(query, shelves).best(MOST_FOUND);
        String message = found.matching() + " of " + all + " tools match the query";
        if (found.matching() == 0) {
            message += ": try other words, or enkrypt_list_all_servers";
        } else if (found.matching() > MOST_FOUND) {
            message += "; these are the best " + MOST_FOUND;
        }
        return report(view, server, shelves, found.shelves(), message);
    }

    private static ObjectNode report(
            View view, @Nullable McpServer server, List<Shelf> asked, List<Shelf> shown, String message) {
        ServerReport.Form form = ServerReport.whole(view);
        return server == null
                ? ServerReport.all(asked, shown, message, form)
                : ServerReport.alone(shown.get(0), message, form);
    }
}
