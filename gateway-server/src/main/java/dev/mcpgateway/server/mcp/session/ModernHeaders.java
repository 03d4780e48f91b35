package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.mcp.relay.RelayException;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Map;

/**
 * Holds the headers of a request against its body, which they repeat for those in between (specification 2026-07-28, "Streamable
 * HTTP: Request Metadata").
 */
final class ModernHeaders {
    private static final int MISMATCH = -32020;
    private static final int UNSUPPORTED_VERSION = -32022;
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");
    private static final int MAX_DEPTH = 16;

    private ModernHeaders() {}

    /** @throws RelayException with what is to be answered, where something is missing, differs, or is of another version */
    static void check(Request http, ObjectNode message) {
        JsonNode params = message.path("params");
        JsonNode meta = params.path("_meta");
        JsonNode version = meta.path(Versions.META_VERSION);
        if (!version.isMissingNode()) {
            requireSame(http, Versions.HEADER, version);
        }
        for (String member : List.of("protocolVersion", "clientCapabilities")) {
            if (meta.path(Versions.META + member).isMissingNode()) {
                throw RelayException.invalidParams("params._meta must have " + Versions.META + member);
            }
        }
        if (!meta.path(Versions.META + "clientCapabilities").isObject()) {
            throw RelayException.invalidParams(
                    "params._meta." + Versions.META + "clientCapabilities must be an object");
        }
        if (!version.asText().equals(Versions.MODERN)) {
            ObjectNode data = JsonRpc.object().put("requested", version.asText());
            Versions.ALL.forEach(data.putArray("supported")::add);
            throw RelayException.of(UNSUPPORTED_VERSION, "Unsupported protocol version", data);
        }
        requireSame(http, "Mcp-Method", message.path("method"));
        String named = NAMED.get(JsonRpc.method(message));
        if (named != null) {
            requireSame(http, "Mcp-Name", params.path(named));
        }
    }

    /** Checks the headers that the schema of a tool asks for ({@code x-mcp-header}). */
    static void checkArguments(Request http, ObjectNode tool, JsonNode arguments) {
        checkProperties(http, tool.path("inputSchema").path("properties"), arguments, 0);
    }

    private static void checkProperties(Request http, JsonNode properties, JsonNode arguments, int depth) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode schema = property.getValue();
            JsonNode argument = arguments.path(property.getKey());
            String name = schema.path("x-mcp-header").asText();
            if (!name.isEmpty()) {
                requireSame(http, "Mcp-Param-" + name, argument.isNull() ? MissingNode.getInstance() : argument);
            }
            if (depth < MAX_DEPTH) {
                checkProperties(http, schema.path("properties"), argument, depth + 1);
            }
        }
    }

    /** Both are there and the same, or neither is. */
    private static void requireSame(Request http, String name, JsonNode inBody) {
        List<String> values = http.headers(name);
        if (inBody.isMissingNode() && values.isEmpty()) {
            return;
        }
        String decoded = values.size() == 1 ? HeaderValue.decoded(values.get(0)) : null;
        if (decoded == null || inBody.isMissingNode() || !HeaderValue.isSame(decoded, inBody)) {
            String what = values.isEmpty() ? "is missing" : "does not match the body";
            throw RelayException.of(MISMATCH, "Header mismatch: " + name + " " + what, null);
        }
    }
}
