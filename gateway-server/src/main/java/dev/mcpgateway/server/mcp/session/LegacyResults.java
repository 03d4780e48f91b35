package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;

/** Results as clients of the versions with sessions know them: without what servers of later versions add. */
final class LegacyResults {
    private static final List<String> LATER = List.of("resultType", "ttlMs", "cacheScope");
    private static final String SERVER_INFO = Versions.META + "serverInfo";

    private LegacyResults() {}

    static Outcome shaped(Outcome outcome) {
        if (!(outcome instanceof Outcome.Responded responded)
                || !(responded.message().path("result") instanceof ObjectNode result)
                || !result.has("resultType")) {
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
        return new Outcome.Responded(
                JsonRpc.with(responded.message(), "result", plain), responded.status(), responded.bytes());
    }
}
