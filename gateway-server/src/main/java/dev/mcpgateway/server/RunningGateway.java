package dev.mcpgateway.server;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.UnavailableException;
import dev.mcpgateway.server.api.openapi.DocsPages;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.HttpListener;
import dev.mcpgateway.server.http.ListenerOptions;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.mcp.McpEndpoint;
import dev.mcpgateway.server.mcp.session.Sessions;
import dev.mcpgateway.server.model.ModelEndpoint;
import dev.mcpgateway.server.model.ModelErrors;
import dev.mcpgateway.server.ops.AccessLog;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.ops.RequestKind;
import dev.mcpgateway.server.ops.RequestLog;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener, or one for the administrator and one for clients, and what answers on them. It listens before the state is opened, so
 * that a port that is taken leaves no trace, and answers 503 until {@link #serve}.
 */
final class RunningGateway implements AutoCloseable {
    private static final String HEALTH = "/health";
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final RequestKind MCP = new RequestKind("mcp", "/mcp", Set.of(), true);
    private static final RequestKind V1 = new RequestKind("v1", "/v1", Set.of(), true);
    private static final RequestKind DOCS = new RequestKind("docs", "/docs", Set.of(), false);

    private final boolean hasClientPort;
    private final HttpListener listener;
    private final @Nullable HttpListener clients;
    private final String host;
    private final Handler docs = new DocsPages();
    private final ErrorResponder errors;
    private final ErrorResponder modelErrors = new ModelErrors();
    private final AccessLog accessLog;
    private volatile @Nullable Services services;
    private volatile boolean isClosing;

    /** @throws McpPortTakenException when that of the two ports cannot be listened on; nothing listens then */
    RunningGateway(
            ServerOptions options,
            Supplier<GatewaySettings> settings,
            ErrorResponder errors,
            Metrics metrics,
            AccessLog accessLog)
            throws IOException {
        this.host = options.host();
        this.errors = errors;
        this.accessLog = accessLog;
        this.hasClientPort = options.mcpPort() != null;
        RequestLog log = new RequestLog(RunningGateway::kind, metrics, accessLog);
        this.listener = listen(options.port(), this::handle, log);
        this.clients = options.mcpPort() == null ? null : listenBeside(listener, options.mcpPort(), log);
    }

    private HttpListener listen(int port, Handler handler, RequestLog log) throws IOException {
        return HttpListener.start(ListenerOptions.of(host, port).withObserver(log), handler, this::explain);
    }

    private HttpListener listenBeside(HttpListener first, int port, RequestLog log) throws IOException {
        try {
            return listen(port, this::handleClient, log);
        } catch (IOException failure) {
            first.close(Duration.ZERO);
            throw failure instanceof BindException taken ? new McpPortTakenException(taken) : failure;
        }
    }

    /**
     * What answers once the state is open.
     *
     * @param sessions of the clients of {@code mcp}
     * @param keys works beside the requests too, and ends with the gateway
     * @param usage as {@code keys}
     */
    record Services(
            AdminApi api,
            Handler mcp,
            ModelEndpoint models,
            Sessions sessions,
            KeyAuthenticator keys,
            UsageTracking usage) {}

    /** From now on {@code ready} answers; it is closed with this. */
    void serve(Services ready) {
        services = ready;
    }

    /** What it remembers of its keys' use, once it serves. */
    UsageTracking usage() {
        return Objects.requireNonNull(services, "the gateway does not serve yet")
                .usage();
    }

    /** Where the admin API is reached. */
    URI url() {
        return url(port());
    }

    /** Where {@code /mcp} and {@code /v1} are reached: the same, or another port. */
    URI mcpUrl() {
        return url(mcpPort());
    }

    /** Where programs on this machine reach the admin API, whatever its name for others is. */
    URI localUrl() {
        return localUrl(port());
    }

    /** As {@link #localUrl}, for {@link #mcpUrl}. */
    URI localMcpUrl() {
        return localUrl(mcpPort());
    }

    private URI url(int port) {
        String shown = isAnyAddress(host) ? "localhost" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port);
    }

    private URI localUrl(int port) {
        try {
            InetAddress address = InetAddress.getByName(host);
            String shown = address.isAnyLocalAddress()
                    ? (address instanceof Inet6Address ? "[::1]" : "127.0.0.1")
                    : address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
            return URI.create("http://" + shown + ":" + port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("listening on " + host + " although it is no address", impossible);
        }
    }

    int port() {
        return listener.port();
    }

    private int mcpPort() {
        return clients == null ? port() : clients.port();
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
        close(listener, clients);
        if (served != null) {
            served.models().close();
        }
        accessLog.close();
        if (served != null) {
            served.keys().close();
            served.usage().close();
        }
    }

    private static void close(HttpListener first, @Nullable HttpListener second) {
        if (second == null) {
            first.close(GRACE);
            return;
        }
        // At once, so that the grace of one is not added to that of the other.
        Thread other = new Thread(() -> second.close(GRACE), "gateway-close");
        other.setDaemon(true);
        other.start();
        first.close(GRACE);
        try {
            other.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the port of the administrator, which may be the only one. */
    private Response handle(Request request) throws Exception {
        Services ready = ready();
        String path = request.rawPath();
        if (DocsPages.serves(path)) {
            return docs.handle(request);
        } else if (hasClientPort && (McpEndpoint.serves(path) || ModelEndpoint.serves(path))) {
            throw HttpException.notFound("/mcp and /v1 are served on port " + mcpPort() + " of this gateway");
        }
        return clientHandler(ready, path).orElse(ready.api().handler()).handle(request);
    }

    /** On the port that clients have to themselves. */
    private Response handleClient(Request request) throws Exception {
        Services ready = ready();
        String path = request.rawPath();
        Optional<Handler> handler = clientHandler(ready, path);
        if (handler.isEmpty() && !path.equals(HEALTH)) {
            throw HttpException.notFound("This port serves /mcp, /v1 and /health");
        }
        return handler.orElse(ready.api().handler()).handle(request);
    }

    private Services ready() {
        Services ready = services;
        if (ready == null || isClosing) {
            throw new UnavailableException("The gateway is " + (isClosing ? "stopping" : "starting"));
        }
        return ready;
    }

    private static Optional<Handler> clientHandler(Services ready, String path) {
        if (McpEndpoint.serves(path)) {
            return Optional.of(ready.mcp());
        }
        return ModelEndpoint.serves(path) ? Optional.of(ready.models()) : Optional.empty();
    }

    private Response explain(@Nullable Request request, Throwable failure) {
        if (request == null || !ModelEndpoint.serves(request.rawPath())) {
            return errors.respond(request, failure);
        }
        return failure instanceof UnavailableException unavailable
                ? ModelErrors.unavailable(String.valueOf(unavailable.getMessage()))
                : modelErrors.respond(request, failure);
    }

    private static RequestKind kind(Request request) {
        if (request.route() instanceof DocsPages) {
            return DOCS;
        }
        if (request.route() instanceof McpEndpoint) {
            return MCP;
        }
        if (request.route() instanceof ModelEndpoint) {
            return V1;
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
