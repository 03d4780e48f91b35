package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Admission;
import dev.mcpgateway.server.keys.HashingOverloadedException;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests with a user key that come to nothing, such as that of a key that does not let them in:
 * {@code {"error": {"code", "message", "type"}}} (contract: api-keys.md).
 */
public final class KeyErrors {
    private KeyErrors() {}

    public static Response of(KeyRefusedException refused) {
        KeyRefusal refusal = refused.refusal();
        Response answer = of(refusal.status(), refusal.code(), refusal.message(), refusal.type());
        if (refusal.status() == 401) {
            answer = answer.withHeader("WWW-Authenticate", "Bearer");
        }
        if (refused.retryAfterSeconds().isPresent()) {
            answer = answer.withHeader(
                    "Retry-After", Integer.toString(refused.retryAfterSeconds().getAsInt()));
        }
        return withLimit(answer, refused.limit());
    }

    static Response overloaded(HashingOverloadedException overloaded) {
        return of(503, "overloaded", "Too many keys are being checked: try again later", "api_error")
                .withHeader(
                        "Retry-After",
                        Long.toString(Math.max(1, overloaded.retryAfter().toSeconds())));
    }

    /** {@code answer} with what the limit of the key says, where it has one. */
    public static Response withLimit(Response answer, @Nullable Admission admission) {
        return admission == null
                ? answer
                : answer.withHeader("RateLimit-Policy", admission.policyHeader())
                        .withHeader("RateLimit", admission.header());
    }

    /** @param type as {@code invalid_request_error} */
    public static Response of(int status, String code, String message, String type) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("type", type);
        return JsonBody.of(status, Map.of("error", error)).withHeader("Cache-Control", "no-store");
    }
}
