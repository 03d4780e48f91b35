package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code enkrypt_secure_call_tools}. */
final class CallTools implements MetaTool {
    private static final int MOST_CALLS = 50;

    private static final ObjectNode DEFINITION = MetaTool.definition("""
            {"name": "enkrypt_secure_call_tools", "title": "Call tools",
             "description": "Calls tools of one server, one after the other, and gives the result of each. Put calls that \
            belong together in one list, in the order in which they are to be made. After a call that fails the rest is skipped, \
            unless continue_on_error is true. Without calls it gives the definitions of the server's tools.",
             "inputSchema": {"type": "object", "required": ["server_name"], "properties": {
               "server_name": {"type": "string", "description": "The server that has the tools"},
               "tool_calls": {"type": "array", "default": [], "maxItems": 50, "items": {"type": "object", "properties": {
                 "name": {"type": "string", "description": "The tool, as enkrypt_discover_all_tools names it"},
                 "args": {"type": "object", "description": "Its arguments, as its inputSchema has them"}},
                 "required": ["name"]}},
               "continue_on_error": {"type": "boolean", "default": false,
                 "description": "true for calls that do not depend on each other: one that fails stops none"}}},
             "outputSchema": {"type": "object", "required": ["status"], "properties": {
               "status": {"type": "string", "enum": ["success", "error"], "description": "error: no call succeeded"},
               "message": {"type": "string"},
               "error": {"type": "string"},
               "server_name": {"type": "string"},
               "summary": {"type": "object", "properties": {
                 "total_calls": {"type": "integer"}, "successful_calls": {"type": "integer"},
                 "blocked_calls": {"type": "integer"}, "failed_calls": {"type": "integer"},
                 "skipped_calls": {"type": "integer"}}},
               "results": {"type": "array", "description": "One for each call, in their order",
                 "items": {"type": "object", "required": ["status"], "properties": {
                   "status": {"type": "string", "enum": ["success", "error", "denied", "skipped"]},
                   "message": {"type": "string"},
                   "error": {"type": "string"},
                   "response": {"type": "string", "description": "The text of the tool's result"},
                   "structured_content": {"description": "The structured content of the tool's result, if it has any"},
                   "other_content": {"type": "array", "description": "Images, sounds and resources of the result: \
            content_index says which block of this whole result's content each is",
                     "items": {"type": "object"}},
                   "enkrypt_mcp_data": {"type": "object", "description": "Which call it was"}}}},
               "tools": {"type": "object"}}},
             "annotations": {"title": "Call tools", "readOnlyHint": false, "destructiveHint": true,
               "idempotentHint": false, "openWorldHint": true}}""");

    @Override
    public ObjectNode definition() {
        return DEFINITION;
    }

    @Override
    public boolean isOpenTo(Scopes scopes) {
        return scopes.allowsCalls();
    }

    @Override
    public CompletableFuture<MetaResult> call(Exchange exchange, Arguments arguments) {
        Client client = exchange.client();
        McpServer server = arguments.server(client.view());
        List<ToolCall> calls = new ArrayList<>();
        for (ObjectNode call : arguments.objects("tool_calls", MOST_CALLS)) {
            calls.add(ToolCall.of(call, "tool_calls[" + calls.size() + "]"));
        }
        boolean goesOn = arguments.flag("continue_on_error", false);
        if (!calls.isEmpty()) {
            return new Batch(exchange, server, calls, goesOn).run();
        }
        return Catalogue.of(client, List.of(server))
                .thenApply(shelves -> MetaResult.of(ServerReport.alone(
                        shelves.get(0), "There were no calls to make", ServerReport.whole(client.view()))));
    }
}
