package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.Optional;

/**
 * One request that is being answered: what it brought, and what can be said before its result.
 *
 * @param responses the client's answers to the questions of an earlier round, by name
 * @param state the request state that came with them, if any did
 */
record Call(Era era, ObjectNode params, Client client, Outlet outlet, JsonNode responses, JsonNode state) {
    Call(Era era, ObjectNode params, Client client, Outlet outlet) {
        this(era, params, client, outlet, params.path("inputResponses"), params.path("requestState"));
    }

    /** The same call in its next round. */
    Call next(ObjectNode newResponses, JsonNode newState) {
        return new Call(era, params, client, outlet, newResponses, newState);
    }

    String argument(String name) {
        return params.path("arguments").path(name).asText();
    }

    /** What the client answered to the question {@code name}, if it was anything sensible. */
    Optional<ObjectNode> response(String name) {
        return responses.get(name) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    boolean declares(String capability) {
        JsonNode declared = era == Era.MODERN ? meta(Era.CAPABILITIES_KEY) : client.capabilities();
        return declared.path(capability).isObject();
    }

    void log(String level, String text) {
        boolean wanted = era == Era.MODERN ? meta(Era.LOG_LEVEL_KEY).isTextual() : client.hears(level);
        if (wanted) {
            ObjectNode params = JsonRpc.object().put("level", level).put("logger", "conformance");
            outlet.send(JsonRpc.notification("notifications/message", params.put("data", text)));
        }
    }

    /** Tells how far it is, where that was asked for; false if nobody is there any more to read it. */
    boolean progress(int progress, int total) {
        JsonNode token = meta("progressToken");
        if (token.isMissingNode()) {
            return true;
        }
        ObjectNode params = JsonRpc.object();
        params.set("progressToken", token);
        params.put("progress", progress).put("total", total);
        return outlet.send(JsonRpc.notification("notifications/progress", params));
    }

    private JsonNode meta(String key) {
        return params.path("_meta").path(key);
    }
}
