package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What is the same for all requests and results of the modern era (specification 2026-07-28, "Overview: _meta" and "Caching"). */
final class Modern {
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    private Modern() {}

    /** Whether a request says of itself what each must. */
    static void check(ObjectNode params, Spoken spoken) throws RpcError {
        JsonNode meta = params.path("_meta");
        JsonNode version = meta.path(Era.VERSION_KEY);
        for (JsonNode required : List.of(version, meta.path(Era.CAPABILITIES_KEY))) {
            if (required.isMissingNode()) {
                throw new RpcError(
                        RpcError.INVALID_PARAMS, "_meta must have " + Era.VERSION_KEY + " and " + Era.CAPABILITIES_KEY);
            }
        }
        if (!version.asText().equals(Era.MODERN_VERSION)) {
            throw RpcError.unsupportedVersion(version.asText(), spoken.versions());
        }
    }

    /** {@code result} with what each result must have. */
    static ObjectNode complete(String method, ObjectNode result) {
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        if (CACHEABLE.contains(method)) {
            result.put("ttlMs", 0).put("cacheScope", "public");
        }
        result.withObject("/_meta").set(Era.SERVER_KEY, Requests.serverInfo());
        return result;
    }
}
