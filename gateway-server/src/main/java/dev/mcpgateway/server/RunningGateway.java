package dev.mcpgateway.server;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.ShuttingDownException;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.HttpListener;
import dev.mcpgateway.server.http.ListenerOptions;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.mcp.McpEndpoint;
import dev.mcpgateway.server.mcp.OriginPolicy;
import dev.mcpgateway.server.ops.AccessLog;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.ops.RequestKind;
import dev.mcpgateway.server.ops.RequestLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/** A listener and what answers on it. */
final class RunningGateway implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpListener listener;
    private final String host;
    private volatile boolean isClosing;

    RunningGateway(ServerOptions options, AdminApi api, Metrics metrics, AccessLog accessLog) throws IOException {
        this.host = options.host();
        McpEndpoint mcp =
                new McpEndpoint(new OriginPolicy(options.allowOrigins(), options.allowHosts(), isLoopback(host)));
        this.listener = HttpListener.start(
                ListenerOptions.of(host, options.port())
                        .withObserver(new RequestLog(request -> kind(api, request), metrics, accessLog)),
                routed(api.handler(), mcp),
                api.errors());
    }

    URI url() {
        String shown = isAnyAddress(host) ? "localhost" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + listener.port());
    }

    int port() {
        return listener.port();
    }

    /** New requests are turned away, those under way have a while to end. */
    @Override
    public void close() {
        isClosing = true;
        listener.close(GRACE);
    }

    private Handler routed(Handler api, Handler mcp) {
        return request -> {
            if (isClosing) {
                throw new ShuttingDownException();
            }
            boolean isMcp =
                    !request.segments().isEmpty() && request.segments().get(0).equals(McpEndpoint.SEGMENT);
            return (isMcp ? mcp : api).handle(request);
        };
    }

    private static RequestKind kind(AdminApi api, Request request) {
        return api.operationOf(request).map(RunningGateway::kind).orElse(RequestKind.UNMATCHED);
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
