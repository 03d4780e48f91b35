package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call over HTTP.
 *
 * @param call where its answer goes
 * @param era of which the server is asked
 * @param caller who hears what comes on the stream of the call and is not its answer; null for those who share the server
 */
record RemoteCall(
        String method, PendingCall call, Era era, @Nullable Attachment caller) {

    /** Whether it may be made again where it is not known what became of it. */
    boolean isRepeatable() {
        return !method.equals("tools/call");
    }

    /**
     * The request as it is made in {@code session}.
     *
     * @param tools know what of the arguments is said in headers
     */
    Request request(RemoteWire wire, Session session, ToolHeaders tools) {
        ObjectNode message = call.request(method);
        byte[] body = JsonRpc.bytes(message);
        if (era == Era.LEGACY) {
            return wire.legacy(body, method.equals("initialize") ? Session.NONE : session, isRepeatable());
        }
        JsonNode params = message.path("params");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Mcp-Method", HeaderValue.of(method));
        switch (method) {
            case "tools/call" -> {
                headers.put("Mcp-Name", HeaderValue.of(params.path("name").asText()));
                tools.add(params, headers);
            }
            case "prompts/get" ->
                headers.put("Mcp-Name", HeaderValue.of(params.path("name").asText()));
            case "resources/read" ->
                headers.put("Mcp-Name", HeaderValue.of(params.path("uri").asText()));
            default -> {
                // Others have no name.
            }
        }
        return wire.modern(body, headers, isRepeatable());
    }

    /** Whether {@code message} is the response to it. */
    boolean isAnsweredBy(ObjectNode message) {
        if (JsonRpc.kind(message) != JsonRpc.Kind.RESPONSE) {
            return false;
        }
        JsonNode id = message.path("id");
        return id.isMissingNode() || id.isNull() || (id.canConvertToLong() && id.longValue() == call.id());
    }
}
