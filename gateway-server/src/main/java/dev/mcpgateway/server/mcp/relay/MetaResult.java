package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;

/**
 * The result of a tool of the gateway's own: an object, as structured content and as text for clients that know only that.
 *
 * @param bytes about how long it is
 */
record MetaResult(ObjectNode result, int bytes) {
    static MetaResult of(ObjectNode structured) {
        return of(structured, List.of(), 0);
    }

    /**
     * One with content of other kinds behind the text.
     *
     * @param bytes about how long that is
     */
    static MetaResult of(ObjectNode structured, List<JsonNode> others, int bytes) {
        String text = JsonRpc.text(structured);
        ObjectNode result = JsonRpc.object();
        ArrayNode content = result.putArray("content");
        content.addObject().put("type", "text").put("text", text);
        content.addAll(others);
        result.set("structuredContent", structured);
        result.put("isError", structured.path("status").asText().equals("error"));
        return new MetaResult(result, 2 * text.length() + bytes);
    }

    static MetaResult failed(String why) {
        return of(error(JsonRpc.object(), why));
    }

    /** {@code structured}, which says then that nothing of what was asked could be done, and why. */
    static ObjectNode error(ObjectNode structured, String why) {
        return structured.put("status", "error").put("error", why).put("message", why);
    }
}
