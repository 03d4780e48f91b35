package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code enkrypt_get_server_info}. */
final class DescribeServer implements MetaTool {
    private static final ObjectNode DEFINITION = MetaTool.definition("""
            {"name": "enkrypt_get_server_info", "title": "Describe a server",
             "description": "Tells what one MCP server is and how it says that it is to be used, with the whole definitions of \
            its tools.",
             "inputSchema": {"type": "object", "required": ["server_name"], "properties": {
               "server_name": {"type": "string", "description": "The server, as enkrypt_list_all_servers names it"}}},
             "outputSchema": {"type": "object", "required": ["status"], "properties": {
               "status": {"type": "string", "enum": ["success", "error"]},
               "message": {"type": "string"},
               "error": {"type": "string"},
               "server_name": {"type": "string"},
               "server_info": {"type": "object", "properties": {
                 "server_name": {"type": "string"},
                 "description": {"type": "string"},
                 "instructions": {"type": "string", "description": "The server's own"},
                 "implementation": {"type": "object", "description": "The name and version of its program"},
                 "tools": {"type": "object"}}}}},
             "annotations": {"title": "Describe a server", "readOnlyHint": true, "destructiveHint": false,
               "idempotentHint": true, "openWorldHint": false}}""");

    @Override
    public ObjectNode definition() {
        return DEFINITION;
    }

    @Override
    public CompletableFuture<MetaResult> call(Exchange exchange, Arguments arguments) {
        Client client = exchange.client();
        McpServer server = arguments.server(client.view());
        return Catalogue.of(client, List.of(server)).thenCompose(shelves -> {
            Catalogue.Shelf shelf = shelves.get(0);
            return shelf.failure() != null
                    ? CompletableFuture.completedFuture(
                            MetaResult.of(ServerReport.alone(shelf, "", ServerReport::brief)))
                    : client.attachment(server)
                            .initialized()
                            .thenApply(known -> MetaResult.of(told(client, shelf, known)));
        });
    }

    private static ObjectNode told(Client client, Catalogue.Shelf shelf, ObjectNode initialized) {
        ObjectNode info = ServerReport.described(shelf.server());
        if (initialized.has("instructions")) {
            info.set("instructions", initialized.get("instructions"));
        }
        if (initialized.has("serverInfo")) {
            info.set("implementation", initialized.get("serverInfo"));
        }
        info.set("tools", ServerReport.tools(shelf, ServerReport.whole(client.view())));
        ObjectNode report = JsonRpc.object().put("status", "success");
        report.put("server_name", shelf.server().name()).set("server_info", info);
        return report;
    }
}
