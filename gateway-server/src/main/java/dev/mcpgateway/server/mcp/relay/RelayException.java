package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import org.jspecify.annotations.Nullable;

/** A request that the gateway itself answers with an error of JSON-RPC. */
public final class RelayException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** The code of the versions with sessions; later ones have none of its own for it. */
    public static final int RESOURCE_NOT_FOUND = -32002;

    private final int code;
    private final transient @Nullable ObjectNode data;

    private RelayException(int code, String message, @Nullable ObjectNode data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    /** @param data what the error says beside its message, if anything */
    public static RelayException of(int code, String message, @Nullable ObjectNode data) {
        return new RelayException(code, message, data);
    }

    public static RelayException invalidParams(String message) {
        return new RelayException(JsonRpc.INVALID_PARAMS, message, null);
    }

    public static RelayException unknownMethod(String method) {
        return new RelayException(JsonRpc.METHOD_NOT_FOUND, "Method not found: " + method, null);
    }

    static RelayException resourceNotFound(String uri) {
        return new RelayException(
                RESOURCE_NOT_FOUND, "Resource not found", JsonRpc.object().put("uri", uri));
    }

    /** @param data says which servers, and why */
    static RelayException unavailable(String message, ObjectNode data) {
        return new RelayException(JsonRpc.INTERNAL_ERROR, message, data);
    }

    /** The error as the response to the request of this id. */
    public ObjectNode response(JsonNode id) {
        ObjectNode response = JsonRpc.error(id, code, String.valueOf(getMessage()));
        if (data != null) {
            response.withObject("/error").set("data", data);
        }
        return response;
    }
}
