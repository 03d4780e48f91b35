package dev.mcpgateway.server.api.openapi;

import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import java.util.List;
import java.util.Map;

/**
 * {@code /docs} and {@code /redoc}: the API description as pages of Swagger UI and of ReDoc, for everybody. All they are made of
 * is in the jar, and their policy lets a browser load nothing from anywhere else.
 */
public final class DocsPages implements Handler {
    private static final String SWAGGER_UI = "/docs";
    private static final String REDOC = "/redoc";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    /** Both programs set styles inline, and ReDoc's search runs in a worker that it makes of a blob. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final List<Method> METHODS = List.of(Method.GET, Method.HEAD, Method.OPTIONS);

    /** By path, so that no part of a request ever names a resource. */
    private final Map<List<String>, PageFile> files = Map.of(
            List.of("docs"), new PageFile("docs.html", HTML),
            List.of("docs", "docs.js"), new PageFile("docs.js", SCRIPT),
            List.of("docs", "docs.css"), new PageFile("docs.css", STYLE),
            List.of("docs", "swagger-ui.css"), new PageFile("swagger-ui.css", STYLE),
            List.of("docs", "swagger-ui-bundle.js"), new PageFile("swagger-ui-bundle.js", SCRIPT),
            List.of("redoc"), new PageFile("redoc.html", HTML),
            List.of("redoc", "redoc.js"), new PageFile("redoc.js", SCRIPT),
            List.of("redoc", "redoc.standalone.js"), new PageFile("redoc.standalone.js", SCRIPT));

    /** Whether {@code rawPath} is one of the pages or below it. */
    public static boolean serves(String rawPath) {
        return isAtOrBelow(rawPath, SWAGGER_UI) || isAtOrBelow(rawPath, REDOC);
    }

    private static boolean isAtOrBelow(String rawPath, String page) {
        return rawPath.startsWith(page) && (rawPath.length() == page.length() || rawPath.charAt(page.length()) == '/');
    }

    /** @throws HttpException 404 and 405, as for any path */
    @Override
    public Response handle(Request request) {
        PageFile file = files.get(request.segments());
        if (file == null) {
            throw HttpException.notFound("There is no such page");
        }
        request.routedTo(this);
        Method method = request.method().orElse(null);
        if (method == Method.OPTIONS) {
            return Empty.of(204).withHeader("Allow", "GET, HEAD, OPTIONS");
        } else if (method != Method.GET && method != Method.HEAD) {
            throw HttpException.methodNotAllowed(METHODS);
        }
        return file.answer(request)
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "no-referrer");
    }
}
