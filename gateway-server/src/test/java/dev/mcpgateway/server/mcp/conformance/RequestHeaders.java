package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Holds the headers of a modern request against its body (specification 2026-07-28, "Streamable HTTP: Request Metadata"). */
final class RequestHeaders {
    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";
    private static final Map<String, String> NAMED =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    private RequestHeaders() {}

    static void check(Http http, ObjectNode request, Core core) throws RpcError {
        JsonNode params = request.path("params");
        String method = JsonRpc.method(request);
        JsonNode claimed = params.path("_meta").path(Era.VERSION_KEY);
        if (!claimed.isMissingNode()) {
            require("MCP-Protocol-Version", http.header("MCP-Protocol-Version"), claimed);
        }
        Modern.check(params instanceof ObjectNode object ? object : JsonRpc.object(), core.spoken());
        require("Mcp-Method", http.header("Mcp-Method"), request.path("method"));
        String named = NAMED.get(method);
        if (named != null) {
            require("Mcp-Name", decoded(http.header("Mcp-Name")), params.path(named));
        }
        if (method.equals("tools/call")) {
            checkArguments(http, params, core.catalogue());
        }
    }

    private static void checkArguments(Http http, JsonNode params, Catalogue catalogue) throws RpcError {
        JsonNode schema = Catalogue.find(catalogue.tools(), params.path("name"))
                .definition()
                .at("/inputSchema/properties");
        for (Map.Entry<String, JsonNode> property : schema.properties()) {
            String name = property.getValue().path("x-mcp-header").asText();
            if (!name.isEmpty()) {
                String header = "Mcp-Param-" + name;
                require(
                        header,
                        decoded(http.header(header)),
                        params.path("arguments").path(property.getKey()));
            }
        }
    }

    private static void require(String header, Optional<String> value, JsonNode inBody) throws RpcError {
        boolean expected = !inBody.isMissingNode() && !inBody.isNull();
        if (value.isPresent() != expected || (expected && !same(value.get(), inBody))) {
            throw new RpcError(RpcError.HEADER_MISMATCH, "Header mismatch: " + header + " does not match the body");
        }
    }

    private static boolean same(String value, JsonNode inBody) {
        if (inBody.isNumber()) {
            try {
                return new BigDecimal(value).compareTo(inBody.decimalValue()) == 0;
            } catch (NumberFormatException noNumber) {
                return false;
            }
        }
        return value.equals(inBody.asText());
    }

    private static Optional<String> decoded(Optional<String> value) throws RpcError {
        if (value.isEmpty() || !value.get().startsWith(PREFIX) || !value.get().endsWith(SUFFIX)) {
            return value;
        }
        String encoded = value.get().substring(PREFIX.length(), value.get().length() - SUFFIX.length());
        // The decoder of Java takes values without their padding.
        if (encoded.length() % 4 == 0) {
            try {
                return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                // As wrong as one that is too short.
            }
        }
        throw new RpcError(RpcError.HEADER_MISMATCH, "Header mismatch: a value is no Base64");
    }
}
