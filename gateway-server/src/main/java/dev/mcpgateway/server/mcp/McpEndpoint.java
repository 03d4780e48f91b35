package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /mcp}, where MCP clients connect. This version keeps the door, with its check of Origin and Host, and tells clients in
 * their own protocol that there is nothing behind it yet.
 */
public final class McpEndpoint implements Handler {
    private static final String PATH = "/mcp";
    private static final int INTERNAL_ERROR = -32603;
    private static final int INVALID_REQUEST = -32600;

    private final Supplier<OriginPolicy> policy;

    /** @param policy the one at present */
    public McpEndpoint(Supplier<OriginPolicy> policy) {
        this.policy = policy;
    }

    /** Whether {@code rawPath} is {@code /mcp} or below it. */
    public static boolean serves(String rawPath) {
        return rawPath.equals(PATH) || rawPath.startsWith(PATH + "/");
    }

    @Override
    public Response handle(Request request) {
        Optional<String> refusal = policy.get().refusal(request);
        if (refusal.isPresent()) {
            return error(403, INVALID_REQUEST, refusal.get());
        }
        Optional<String> origin = request.header("Origin");
        Response answer = request.method().filter(Method.OPTIONS::equals).isPresent()
                ? preflight(request)
                : error(501, INTERNAL_ERROR, "This version of the gateway serves its admin API only, not MCP itself");
        return origin.isEmpty()
                ? answer
                : answer.withHeader("Access-Control-Allow-Origin", origin.get()).withHeader("Vary", "Origin");
    }

    private static Response preflight(Request request) {
        Response answer = Empty.of(204).withHeader("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
        Optional<String> asked = request.header("Access-Control-Request-Headers");
        return asked.isEmpty() ? answer : answer.withHeader("Access-Control-Allow-Headers", asked.get());
    }

    private static Response error(int status, int code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jsonrpc", "2.0");
        body.put("error", Map.of("code", code, "message", message));
        return JsonBody.of(status, body);
    }
}
