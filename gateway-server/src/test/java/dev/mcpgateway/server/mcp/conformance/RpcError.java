package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error of the protocol. */
final class RpcError extends Exception {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int RESOURCE_NOT_FOUND = -32002;
    static final int HEADER_MISMATCH = -32020;
    static final int MISSING_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient @Nullable ObjectNode data;

    RpcError(int code, String message) {
        this(code, message, null);
    }

    RpcError(int code, String message, @Nullable ObjectNode data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    static RpcError missingCapability(String capability) {
        ObjectNode data = JsonRpc.object();
        data.putObject("requiredCapabilities").putObject(capability);
        return new RpcError(MISSING_CAPABILITY, "The client has not declared the capability " + capability, data);
    }

    static RpcError unsupportedVersion(String requested, List<String> supported) {
        ObjectNode data = JsonRpc.object().put("requested", requested);
        supported.forEach(data.putArray("supported")::add);
        return new RpcError(UNSUPPORTED_VERSION, "Unsupported protocol version", data);
    }

    int code() {
        return code;
    }

    /** The response to the request {@code id}; one without an id where the request had none that could be read. */
    ObjectNode response(@Nullable JsonNode id) {
        ObjectNode response = JsonRpc.object().put("jsonrpc", "2.0");
        if (id != null) {
            response.set("id", id);
        }
        ObjectNode error = response.putObject("error").put("code", code).put("message", getMessage());
        if (data != null) {
            error.set("data", data);
        }
        return response;
    }
}
