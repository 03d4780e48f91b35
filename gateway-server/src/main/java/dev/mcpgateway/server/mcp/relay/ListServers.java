package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code enkrypt_list_all_servers}. */
final class ListServers implements MetaTool {
    private static final ObjectNode DEFINITION = MetaTool.definition("""
            {"name": "enkrypt_list_all_servers", "title": "List servers",
             "description": "Lists the MCP servers behind this gateway, with the name and the description of each tool. \
            What arguments a tool takes, enkrypt_discover_all_tools tells; enkrypt_secure_call_tools calls it. To find a tool \
            among many, give enkrypt_discover_all_tools a query instead.",
             "inputSchema": {"type": "object", "properties": {
               "discover_tools": {"type": "boolean", "default": true,
                 "description": "false lists the servers alone, without asking them for their tools"}}},
             "outputSchema": {"type": "object", "required": ["status"], "properties": {
               "status": {"type": "string", "enum": ["success", "error"]},
               "message": {"type": "string"},
               "error": {"type": "string"},
               "available_servers": {"type": "object", "description": "By the name of the server",
                 "additionalProperties": {"type": "object"}},
               "discovery_success_servers": {"type": "array", "items": {"type": "string"}},
               "discovery_failed_servers": {"type": "array", "items": {"type": "string"},
                 "description": "Servers that do not answer; each says why in its discovery_error"},
               "servers_needing_discovery": {"type": "array", "items": {"type": "string"}}}},
             "annotations": {"title": "List servers", "readOnlyHint": true, "destructiveHint": false,
               "idempotentHint": true, "openWorldHint": false}}""");

    @Override
    public ObjectNode definition() {
        return DEFINITION;
    }

    @Override
    public CompletableFuture<MetaResult> call(Exchange exchange, Arguments arguments) {
        Client client = exchange.client();
        List<McpServer> servers = Catalogue.servers(client.view());
        if (!arguments.flag("discover_tools", true)) {
            return CompletableFuture.completedFuture(MetaResult.of(withoutTools(servers)));
        }
        return Catalogue.of(client, servers)
                .thenApply(shelves -> MetaResult.of(
                        ServerReport.all(shelves, shelves, counted(servers.size()), ServerReport::brief)));
    }

    private static ObjectNode withoutTools(List<McpServer> servers) {
        ObjectNode report = JsonRpc.object().put("status", "success").put("message", counted(servers.size()));
        ObjectNode available = report.putObject("available_servers");
        servers.forEach(server -> available.set(server.name(), ServerReport.described(server)));
        servers.forEach(server -> report.withArray("servers_needing_discovery").add(server.name()));
        return report;
    }

    private static String counted(int servers) {
        return servers == 1 ? "There is 1 server" : "There are " + servers + " servers";
    }
}
