package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.JsonRpc.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** The path {@code /mcp} over HTTP: refuses what is not for it, and hands each request to its era (specification, "Streamable HTTP"). */
final class HttpEndpoint {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Spoken spoken;
    private final LegacyHttp legacy;
    private final ModernHttp modern;

    private HttpEndpoint(Core core) {
        spoken = core.spoken();
        legacy = new LegacyHttp(core);
        modern = new ModernHttp(core);
    }

    /** Listens at {@code port}, or at a free one where it is 0, on this machine alone; gives its URL. */
    static String start(Core core, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        HttpEndpoint endpoint = new HttpEndpoint(core);
        server.createContext("/mcp", endpoint::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return "http://localhost:" + server.getAddress().getPort() + "/mcp";
    }

    private void handle(HttpExchange exchange) throws IOException {
        Http http = new Http(exchange);
        if (!local("http://" + http.header("Host").orElse(""))
                || !http.header("Origin").map(HttpEndpoint::local).orElse(true)) {
            http.empty(403);
            return;
        }
        String method = exchange.getRequestMethod();
        if (method.equals("POST")) {
            post(http);
        } else if (method.equals("GET") && spoken != Spoken.MODERN_ONLY) {
            legacy.get(http);
        } else if (method.equals("DELETE") && spoken != Spoken.MODERN_ONLY) {
            legacy.delete(http);
        } else {
            http.empty(405);
        }
    }

    private void post(Http http) throws IOException {
        Optional<ObjectNode> message = JsonRpc.parse(http.body());
        if (message.isEmpty()) {
            http.json(400, new RpcError(RpcError.PARSE_ERROR, "Parse error").response(null));
        } else if (JsonRpc.kind(message.get()) == Kind.INVALID) {
            http.json(400, new RpcError(RpcError.INVALID_REQUEST, "Invalid request").response(null));
        } else if (isModern(http, message.get())) {
            modern.post(http, message.get());
        } else {
            legacy.post(http, message.get());
        }
    }

    private boolean isModern(Http http, ObjectNode message) {
        if (spoken != Spoken.BOTH) {
            return spoken == Spoken.MODERN_ONLY;
        }
        Optional<String> version = http.header("MCP-Protocol-Version");
        if (version.isPresent() && !Era.LEGACY_VERSIONS.contains(version.get())) {
            return version.get().equals(Era.MODERN_VERSION)
                    || http.header("Mcp-Session-Id").isEmpty();
        }
        return spoken.era(message) == Era.MODERN;
    }

    private static boolean local(String origin) {
        try {
            return LOCAL.contains(String.valueOf(URI.create(origin).getHost()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
