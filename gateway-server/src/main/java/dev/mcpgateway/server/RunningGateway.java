package dev.mcpgateway.server;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.UnavailableException;
import dev.mcpgateway.server.api.openapi.DocsPages;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpListener;
import dev.mcpgateway.server.http.ListenerOptions;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.mcp.McpEndpoint;
import dev.mcpgateway.server.mcp.session.Sessions;
import dev.mcpgateway.server.ops.AccessLog;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.ops.RequestKind;
import dev.mcpgateway.server.ops.RequestLog;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener and what answers on it. It listens before the state is opened, so that a port that is taken leaves no trace, and
 * answers 503 until {@link #serve}.
 */
final class RunningGateway implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final RequestKind MCP = new RequestKind("mcp", "/mcp", Set.of(), true);
    private static final RequestKind DOCS = new RequestKind("docs", "/docs", Set.of(), false);

    private final HttpListener listener;
    private final String host;
    private final Handler docs = new DocsPages();
    private final AccessLog accessLog;
    private volatile @Nullable Services services;
    private volatile boolean isClosing;

    RunningGateway(
            ServerOptions options,
            Supplier<GatewaySettings> settings,
            ErrorResponder errors,
            Metrics metrics,
            AccessLog accessLog)
            throws IOException {
        this.host = options.host();
        this.accessLog = accessLog;
        this.listener = HttpListener.start(
                ListenerOptions.of(host, options.port())
                        .withObserver(new RequestLog(RunningGateway::kind, metrics, accessLog)),
                this::handle,
                errors);
    }

    /**
     * What answers once the state is open.
     *
     * @param sessions of the clients of {@code mcp}
     * @param keys works beside the requests too, and ends with the gateway
     * @param usage as {@code keys}
     */
    record Services(AdminApi api, Handler mcp, Sessions sessions, KeyAuthenticator keys, UsageTracking usage) {}

    /** From now on {@code ready} answers; it is closed with this. */
    void serve(Services ready) {
        services = ready;
    }

    /** What it remembers of its keys' use, once it serves. */
    UsageTracking usage() {
        return Objects.requireNonNull(services, "the gateway does not serve yet")
                .usage();
    }

    URI url() {
        String shown = isAnyAddress(host) ? "localhost" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + listener.port());
    }

    /** Where programs on this machine reach it, whatever its name for others is. */
    URI localUrl() {
        try {
            InetAddress address = InetAddress.getByName(host);
            String shown = address.isAnyLocalAddress()
                    ? (address instanceof Inet6Address ? "[::1]" : "127.0.0.1")
                    : address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
            return URI.create("http://" + shown + ":" + listener.port());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("listening on " + host + " although it is no address", impossible);
        }
    }

    int port() {
        return listener.port();
    }

    /** From now on every request is answered that the gateway is stopping. */
    void turnAway() {
        isClosing = true;
    }

    /** New requests are turned away, those under way have a while to end. */
    @Override
    public void close() {
        turnAway();
        Services served = services;
        if (served != null) {
            served.sessions().close();
        }
        listener.close(GRACE);
        accessLog.close();
        if (served != null) {
            served.keys().close();
            served.usage().close();
        }
    }

    private Response handle(Request request) throws Exception {
        Services ready = services;
        if (ready == null || isClosing) {
            throw new UnavailableException("The gateway is " + (isClosing ? "stopping" : "starting"));
        }
        String path = request.rawPath();
        if (DocsPages.serves(path)) {
            return docs.handle(request);
        }
        return (McpEndpoint.serves(path) ? ready.mcp() : ready.api().handler()).handle(request);
    }

    private static RequestKind kind(Request request) {
        if (request.route() instanceof DocsPages) {
            return DOCS;
        }
        if (request.route() instanceof McpEndpoint) {
            return MCP;
        }
        return AdminApi.operationOf(request).map(RunningGateway::kind).orElse(RequestKind.UNMATCHED);
    }

    private static RequestKind kind(Operation<?, ?> operation) {
        return new RequestKind(
                operation.id(), operation.path().text(), InputField.KEY_PARAMETERS, operation.method() != Method.GET);
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isAnyAddress(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
