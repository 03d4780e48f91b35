package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client's hold on a server: of one session, or of one request without a session. It outlives the server's process: what is
 * asked of it starts the server where it does not run, and uses the new one where it was replaced. While it is held, the server is
 * not stopped for want of work.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
public final class Attachment implements AutoCloseable {
    private final SupervisedServer server;
    private final Scope scope;
    private final UpstreamListener listener;
    private final Interests interests = new Interests();
    private final AtomicInteger callsUnderWay = new AtomicInteger();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Attachment(SupervisedServer server, Scope scope, UpstreamListener listener) {
        this.server = server;
        this.scope = scope;
        this.listener = listener;
    }

    Scope scope() {
        return scope;
    }

    UpstreamListener listener() {
        return listener;
    }

    Interests interests() {
        return interests;
    }

    boolean hasCallsUnderWay() {
        return callsUnderWay.get() > 0;
    }

    public ServerId server() {
        return server.id();
    }

    /** What the server answered to the handshake, also from an earlier time; it is started where that is not known. */
    public CompletableFuture<ObjectNode> initialized() {
        return server.initialized(this);
    }

    /** The era that the server is of, also from an earlier time; it is started where that is not known. */
    public CompletableFuture<Era> era() {
        return server.era(this);
    }

    /** A whole list of the server, also from an earlier time; its pages are read where none is kept. */
    public CompletableFuture<Listed> list(ListKind kind) {
        return server.list(this, kind);
    }

    /** Sends a request; {@code params} is not changed. All that goes wrong is in the call's answer. */
    public UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options) {
        callsUnderWay.incrementAndGet();
        DeferredCall call = new DeferredCall(this::connection, upstream -> {
            server.called(this);
            return upstream.call(method, params, options, this);
        });
        call.answer().whenComplete((answer, failure) -> callsUnderWay.decrementAndGet());
        return call;
    }

    private CompletableFuture<Upstream> connection() {
        return isClosed.get()
                ? CompletableFuture.failedFuture(
                        new UpstreamException(Reason.ENDED, "The session of the call has ended"))
                : server.connection(this);
    }

    /** As {@link #call}, with the deadline that the settings have for {@code method}. */
    public UpstreamCall call(String method, @Nullable ObjectNode params) {
        return call(method, params, CallOptions.within(server.deadlines().of(method)));
    }

    /**
     * Subscribes to the updates of a resource, for as long as this is held and whichever process the server is.
     *
     * @param params of {@code resources/subscribe}, with the {@code uri}
     */
    public UpstreamCall subscribe(ObjectNode params) {
        String uri = params.path("uri").asText();
        if (!interests.add(uri)) {
            return new DeferredCall(
                    () -> CompletableFuture.failedFuture(
                            new UpstreamException(Reason.OVERLOADED, "The session has too many subscriptions")),
                    upstream -> upstream.call(
                            "resources/subscribe",
                            params,
                            CallOptions.within(deadlines().request())));
        }
        UpstreamCall call = call("resources/subscribe", params);
        call.answer().whenComplete((answer, failure) -> {
            if (failure != null || answer.message().has("error")) {
                interests.remove(uri);
            }
        });
        return call;
    }

    /**
     * Ends what {@link #subscribe} began. Where others have the same subscription on the same process the server is not told.
     *
     * @return the call to the server, or null where none is needed
     */
    public @Nullable UpstreamCall unsubscribe(ObjectNode params) {
        String uri = params.path("uri").asText();
        interests.remove(uri);
        return server.isSubscribed(scope, uri) ? null : call("resources/unsubscribe", params);
    }

    /**
     * Asks for log messages from {@code level} on; a server that others share tells all of them from the lowest level on. One of the
     * modern era is told with each call, by its {@link Claim}.
     */
    public void logLevel(String level) {
        interests.level(level);
        Upstream upstream = server.running(this);
        if (upstream != null) {
            server.tellLogLevel(scope, upstream);
        }
    }

    /** How long the server may take at present. */
    public Deadlines deadlines() {
        return server.deadlines();
    }

    /** Sends a notification to the server if it runs. */
    public void notify(String method, @Nullable ObjectNode params) {
        Upstream upstream = server.running(this);
        if (upstream != null) {
            upstream.notify(method, params);
        }
    }

    /** Lets go; a child that nobody else may use ends. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            server.detach(this);
        }
    }
}
