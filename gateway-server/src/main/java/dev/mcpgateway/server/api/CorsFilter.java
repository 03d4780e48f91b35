package dev.mcpgateway.server.api;

import dev.mcpgateway.server.http.Cors;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Filter;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.http.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Cross-origin requests to the admin API, as {@link Cors} has them. */
final class CorsFilter implements Filter {
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, If-Match, X-Request-Id, X-API-Key, apikey";
    private static final String EXPOSED_HEADERS =
            "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, ETag, Mcp-Session-Id";

    private final Cors cors;
    private final Router<?> router;
    private final ErrorResponder errors;

    /** @param allowed the origins that may call at present */
    CorsFilter(Supplier<List<String>> allowed, Router<?> router, ErrorResponder errors) {
        this.cors = new Cors(allowed, EXPOSED_HEADERS);
        this.router = router;
        this.errors = errors;
    }

    @Override
    public Response apply(Request request, Handler next) {
        Optional<String> origin = request.header("Origin");
        if (request.method().filter(Method.OPTIONS::equals).isPresent()) {
            List<Method> methods = router.allowed(request.segments());
            if (!methods.isEmpty()) {
                return preflight(origin, methods);
            }
        }
        return cors.withOrigin(answer(request, next), origin);
    }

    /** Failures become answers here already: a page may read an error only where it may read an answer. */
    private Response answer(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (Exception failure) {
            return errors.respond(request, failure);
        }
    }

    private Response preflight(Optional<String> origin, List<Method> routed) {
        String methods = routed.stream().map(Method::name).collect(Collectors.joining(", "));
        Response answer = Empty.of(204).withHeader("Allow", methods);
        if (origin.isEmpty()) {
            return answer;
        }
        return cors.withOrigin(answer, origin)
                .withHeader("Access-Control-Allow-Methods", methods)
                .withHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS)
                .withHeader("Access-Control-Max-Age", "600");
    }
}
