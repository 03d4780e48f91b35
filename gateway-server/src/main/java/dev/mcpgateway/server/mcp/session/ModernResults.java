package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Client;
import dev.mcpgateway.server.mcp.relay.Introduction;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.RelayException;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What each result has in the versions without sessions (specification 2026-07-28, "Overview: Responses" and "Caching"). */
final class ModernResults {
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    /** Lists change when an administrator or a server changes them, which a client that listens is told at once. */
    private static final int LIST_TTL_MILLIS = 30_000;

    private static final int NOT_FOUND = 404;

    private final ObjectNode serverInfo;

    ModernResults(String gatewayVersion) {
        this.serverInfo = LegacyTransport.serverInfo(gatewayVersion);
    }

    /** The answer to {@code server/discover}. */
    CompletableFuture<Outcome> discovered(Client client, JsonNode id) {
        return Introduction.of(client).thenApply(introduction -> {
            ObjectNode result = JsonRpc.object();
            Versions.ALL.forEach(result.putArray("supportedVersions")::add);
            result.set("capabilities", introduction.capabilities());
            if (!introduction.instructions().isEmpty()) {
                result.put("instructions", introduction.instructions());
            }
            return Outcome.result(id, result, 0);
        });
    }

    /**
     * {@code outcome} as clients of these versions take it.
     *
     * @param refused what a server asked for in vain in the middle of the request
     */
    Outcome shaped(Outcome outcome, String method, List<String> refused) {
        if (!(outcome instanceof Outcome.Responded responded)) {
            return outcome;
        }
        ObjectNode message = responded.message();
        if (!refused.isEmpty() && method.equals("tools/call") && responded.isError()) {
            return shaped(askedInVain(message.path("id"), refused), method, List.of());
        }
        if (message.path("result") instanceof ObjectNode result) {
            ObjectNode whole = JsonRpc.with(message, "result", completed(result, method));
            return new Outcome.Responded(whole, responded.status(), responded.bytes());
        }
        if (message.path("error").path("code").asInt() == RelayException.RESOURCE_NOT_FOUND
                && message.path("error") instanceof ObjectNode error) {
            message = JsonRpc.with(message, "error", error.deepCopy().put("code", JsonRpc.INVALID_PARAMS));
        }
        return new Outcome.Responded(message, status(message, responded.status()), responded.bytes());
    }

    private ObjectNode completed(ObjectNode given, String method) {
        ObjectNode result = JsonRpc.object();
        result.setAll(given);
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        if (CACHEABLE.contains(method) && result.path("resultType").asText().equals("complete")) {
            if (!result.path("ttlMs").canConvertToLong()) {
                result.put("ttlMs", method.equals("resources/read") ? 0 : LIST_TTL_MILLIS);
            }
            // Another key may see something else.
            result.put("cacheScope", "private");
        }
        ObjectNode meta = result.path("_meta") instanceof ObjectNode known ? known : JsonRpc.object();
        result.set("_meta", JsonRpc.with(meta, Versions.META + "serverInfo", serverInfo));
        return result;
    }

    private static Outcome.Responded askedInVain(JsonNode id, List<String> refused) {
        ObjectNode result = JsonRpc.object();
        result.putArray("content")
                .addObject()
                .put("type", "text")
                .put(
                        "text",
                        "The server asked for " + String.join(", ", Set.copyOf(refused))
                                + " in the middle of the call, which only clients of the versions up to "
                                + Versions.LEGACY.get(0) + " can be asked for");
        result.put("isError", true);
        return new Outcome.Responded(JsonRpc.result(id, result), 200, 0);
    }

    /** The HTTP status that goes with an error; {@code otherwise} where its code asks for none. */
    static int status(ObjectNode response, int otherwise) {
        return switch (response.path("error").path("code").asInt()) {
            case JsonRpc.METHOD_NOT_FOUND -> NOT_FOUND;
            case -32020, -32021, -32022 -> 400;
            default -> otherwise;
        };
    }
}
