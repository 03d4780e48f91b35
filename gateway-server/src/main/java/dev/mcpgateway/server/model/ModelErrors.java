package dev.mcpgateway.server.model;

import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.mcp.KeyErrors;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failures below {@code /v1} in the form that clients of models know: {@code {"error": {"code", "message", "type"}}}. */
public final class ModelErrors implements ErrorResponder {
    private static final Logger LOG = System.getLogger(ModelErrors.class.getName());
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    @Override
    public Response respond(@Nullable Request request, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            Response answer = of(refused.status(), refused.code(), String.valueOf(refused.getMessage()));
            return refused.status() == UNAVAILABLE ? answer.withHeader("Retry-After", "1") : answer;
        } else if (failure instanceof HttpException refused) {
            return http(refused);
        }
        String id = request == null ? "-" : request.id();
        LOG.log(Level.ERROR, "request " + id + " failed", failure);
        return of(SERVER_ERROR, "internal_error", "The gateway failed; its log has the details under request " + id);
    }

    /** What is said while nothing is served. */
    public static Response unavailable(String message) {
        return of(UNAVAILABLE, "unavailable", message).withHeader("Retry-After", "1");
    }

    private static Response http(HttpException refused) {
        Response answer = of(refused.status(), refused.kind().name().toLowerCase(Locale.ROOT), refused.text());
        for (Map.Entry<String, String> header : refused.headers().entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return refused.closeConnection() ? answer.withHeader("Connection", "close") : answer;
    }

    private static Response of(int status, String code, String message) {
        return KeyErrors.of(status, code, message, status >= SERVER_ERROR ? "api_error" : "invalid_request_error");
    }
}
