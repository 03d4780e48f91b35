package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.RelayException;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;

/** Answers as clients of the versions with sessions know them: without what servers of later versions add. */
final class LegacyResults {
    private static final List<String> LATER = List.of("resultType", "ttlMs", "cacheScope");
    private static final String SERVER_INFO = Versions.META + "serverInfo";

    private LegacyResults() {}

    /** @param method what was asked for */
    static Outcome shaped(Outcome outcome, String method) {
        if (!(outcome instanceof Outcome.Responded responded)) {
            return outcome;
        }
        if (responded.message().path("error") instanceof ObjectNode error
                && method.startsWith("resources/")
                && isResourceNotFound(error)) {
            ObjectNode known = error.deepCopy().put("code", RelayException.RESOURCE_NOT_FOUND);
            return with(responded, "error", known);
        }
        if (!(responded.message().path("result") instanceof ObjectNode result) || !result.has("resultType")) {
            return outcome;
        }
        ObjectNode plain = JsonRpc.object();
        plain.setAll(result);
        plain.remove(LATER);
        if (plain.path("_meta") instanceof ObjectNode meta && meta.has(SERVER_INFO)) {
            ObjectNode others = meta.deepCopy();
            others.remove(SERVER_INFO);
            plain.set("_meta", others);
            if (others.isEmpty()) {
                plain.remove("_meta");
            }
        }
        return with(responded, "result", plain);
    }

    /** Later versions have no code of its own for it, and name the resource. */
    private static boolean isResourceNotFound(ObjectNode error) {
        return error.path("code").asInt() == JsonRpc.INVALID_PARAMS
                && error.path("data").path("uri").isTextual();
    }

    private static Outcome with(Outcome.Responded responded, String name, ObjectNode value) {
        return new Outcome.Responded(
                JsonRpc.with(responded.message(), name, value), responded.status(), responded.bytes());
    }
}
