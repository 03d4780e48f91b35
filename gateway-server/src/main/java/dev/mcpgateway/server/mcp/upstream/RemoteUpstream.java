package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.MaskedText;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.UnreachableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server behind a URL (specification, "Transports: Streamable HTTP"), of either era, or of the HTTP+SSE transport of
 * 2024-11-05. Each request is on a thread and a connection of its own until it is answered.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class RemoteUpstream implements Upstream {
    private static final long TICK_SECONDS = 30;

    private final String label;
    private final UpstreamListener listener;
    private final Agreement agreement;
    private final RemoteRenewal renewal;
    private final EraCheck eraCheck;
    private final RemoteThreads threads;
    private final RemoteWire wire;
    private final RemotePosts posts;
    private final MaskedText mask;
    private final ToolHeaders tools;
    private final OpenRequests asked;
    private final Calls calls;
    private final RemoteMessages messages;
    private final Map<PendingCall, Exchange> exchanges = new ConcurrentHashMap<>();
    private final Reachability reachability = new Reachability();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Future<?> tick;
    private volatile @Nullable ServerStream stream;

    /**
     * Nothing is sent yet.
     *
     * @param label what messages call the server
     * @param capabilities what a server of the legacy era is told of its client
     * @param deadlines how long a handshake may take
     * @param whenRenewed runs when the server has lost the session and another one has begun
     * @param whenTurned runs when the server speaks another era than at the handshake
     * @throws IllegalArgumentException when the URL is none
     */
    RemoteUpstream(
            String label,
            Remote remote,
            UpstreamListener listener,
            Machinery with,
            ObjectNode capabilities,
            Deadlines deadlines,
            Runnable whenRenewed,
            Runnable whenTurned) {
        this.label = label;
        this.listener = listener;
        this.agreement = new Agreement(with);
        this.eraCheck = new EraCheck(this, deadlines.probe(), whenTurned);
        this.wire = new RemoteWire(
                HttpUrl.parse(remote.url()), remote.headers(), with.handshake().userAgent(), with.dialer());
        this.threads = new RemoteThreads(label, with.workers(), with.timer());
        this.posts = new RemotePosts(wire, threads, with.timer());
        this.renewal = new RemoteRenewal(
                this, wire::session, capabilities, with.handshake(), deadlines.startup(), whenRenewed);
        this.mask = new MaskedText(remote.headers().values());
        this.tools = new ToolHeaders(label);
        this.asked = new OpenRequests(posts::post);
        this.calls = new Calls(label, with.timer(), asked::activeAt, this::cancelled);
        this.messages = new RemoteMessages(this, calls, asked, listener);
        this.tick = with.timer().scheduleWithFixedDelay(wire::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    String label() {
        return label;
    }

    RemoteMessages messages() {
        return messages;
    }

    ToolHeaders tools() {
        return tools;
    }

    /** {@code text} of the server's, without the secrets it was given. */
    String masked(String text) {
        return mask.of(text);
    }

    /** Notes what the server answered to {@code initialize}, and opens the stream for what it says of its own accord. */
    void initialized(ObjectNode result) {
        agreement.initialized(result);
        wire.agreed(result.path("protocolVersion").asText());
        // There are servers that take nothing before it.
        posts.postNow(JsonRpc.notification("notifications/initialized", null));
        if (!wire.isOfOneStream()) {
            open(new ServerStream(this, wire, null));
        }
    }

    /** Notes that the server is one of the modern era, and what it has told of itself, in the form of a handshake. */
    void discovered(ObjectNode described) {
        agreement.discovered(
                described,
                (params, heard) -> send(
                        "subscriptions/listen", calls.beginStream(params, heard), Era.MODERN, null, threads::single),
                listener::notification);
    }

    /** Opens the one stream of the HTTP+SSE transport; the future is done as soon as it is known where messages are posted to. */
    CompletableFuture<Void> openStream() {
        CompletableFuture<Void> endpoint = new CompletableFuture<>();
        open(new ServerStream(this, wire, endpoint));
        return endpoint;
    }

    private void open(ServerStream fresh) {
        ServerStream old = stream;
        stream = fresh;
        if (old != null) {
            old.close();
        }
        threads.singleIn(0, fresh);
    }

    RemoteThreads threads() {
        return threads;
    }

    @Override
    public ObjectNode initialized() {
        return agreement.initialized();
    }

    @Override
    public Era era() {
        return agreement.era();
    }

    @Override
    public UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options) {
        return call(method, params, options, null);
    }

    @Override
    public UpstreamCall call(
            String method, @Nullable ObjectNode params, CallOptions options, @Nullable Attachment caller) {
        return agreement.call(
                method,
                params,
                options,
                (full, as) -> send(
                        method, calls.begin(full, options), as, caller, caller == null ? threads::own : this::begin));
    }

    /** As {@link #call} of a server that is not known yet, as one of {@code asIf} is asked. */
    PendingCall probe(String method, @Nullable ObjectNode params, CallOptions options, Era asIf) {
        ObjectNode full = asIf == Era.MODERN ? agreement.claimed(params, options.claim()) : params;
        return send(method, calls.begin(full, options), asIf, null, threads::single);
    }

    /** Begins the call of a client: on the thread that waits for it, where one does, else on another. */
    private void begin(WholeCall whole) {
        WaitingThread waiting = whole.call().call().options().waiting();
        if (waiting.isFree() && QuickCall.suits(whole.call(), wire)) {
            waiting.give(new QuickCall(this, wire, whole, threads.placeForCall()));
        } else {
            threads.call(whole);
        }
    }

    /** @param lane gives the call its thread, or fails with an {@link UpstreamException} */
    private PendingCall send(
            String method, PendingCall call, Era as, @Nullable Attachment caller, Consumer<WholeCall> lane) {
        if (call.answer().isDone()) {
            return call;
        }
        calls.sent(call);
        if (ended.isDone()) {
            calls.fail(call, new UpstreamException(Reason.ENDED, label + " " + ended.join()));
            return call;
        }
        try {
            lane.accept(new WholeCall(this, wire, new RemoteCall(method, call, as, caller)));
        } catch (UpstreamException overloaded) {
            calls.fail(call, overloaded);
        }
        return call;
    }

    @Override
    public void notify(String method, @Nullable ObjectNode params) {
        // Servers of the modern era are sent no notifications over HTTP.
        if (era() == Era.LEGACY) {
            posts.post(JsonRpc.notification(method, params));
        }
    }

    /** Whether {@code call} is still wanted; it is ended with {@code exchange} from now on. */
    boolean begins(PendingCall call, Exchange exchange) {
        exchanges.put(call, exchange);
        return isPending(call);
    }

    void ends(PendingCall call) {
        exchanges.remove(call);
    }

    boolean isPending(PendingCall call) {
        return !call.answer().isDone();
    }

    void fail(PendingCall call, UpstreamException failure) {
        calls.fail(call, failure);
    }

    private void cancelled(PendingCall call, String why) {
        if (era() == Era.LEGACY && initialized().has("protocolVersion")) {
            posts.post(JsonRpc.notification(
                    "notifications/cancelled",
                    JsonRpc.object().put("requestId", call.id()).put("reason", why)));
        }
        // In the modern era this is what tells the server.
        Exchange exchange = exchanges.get(call);
        if (exchange != null) {
            exchange.abort();
        }
    }

    UpstreamException turned() {
        return new UpstreamException(Reason.TURNED, label + " speaks another version of MCP than before");
    }

    EraCheck eraCheck() {
        return eraCheck;
    }

    UpstreamException malformed(String what) {
        return new UpstreamException(Reason.MALFORMED, label + " " + what);
    }

    UpstreamException refused(int status) {
        boolean isBusy = status == 429 || status == 503;
        return new UpstreamException(
                isBusy ? Reason.OVERLOADED : Reason.MALFORMED, label + " answered with HTTP status " + status);
    }

    void reached() {
        reachability.reached();
    }

    /**
     * There was no connection for one call, or for the stream of the server: the others go on. Where none can be made again and
     * again, and none that was made before is in use by a call, the server is gone.
     */
    UpstreamException unreachable(UnreachableException failed) {
        String why = "cannot be reached: " + failed.getMessage();
        if (reachability.isLostAt(System.nanoTime()) && !isCallConnected()) {
            end(why);
        }
        return new UpstreamException(Reason.UNREACHABLE, label + " " + why);
    }

    private boolean isCallConnected() {
        return exchanges.entrySet().stream()
                .anyMatch(
                        entry -> !entry.getKey().isStream() && entry.getValue().isConnected());
    }

    UpstreamException brokenOff(IOException failed) {
        return new UpstreamException(Reason.ENDED, label + " broke off: " + failed.getMessage());
    }

    /** The answer to {@code on}. */
    void answered(RemoteCall on, ObjectNode message, int bytes) {
        ObjectNode response = era() == Era.MODERN && on.method().equals("tools/list") ? tools.learn(message) : message;
        if (calls.take(on.call())) {
            on.call().complete(new Answer(response, bytes));
        }
    }

    RemoteRenewal renewal() {
        return renewal;
    }

    @Override
    public int callsUnderWay() {
        return calls.underWay();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public List<String> recentErrors() {
        return List.of();
    }

    @Override
    public CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public CompletableFuture<Void> gone() {
        return gone;
    }

    @Override
    public CompletableFuture<Void> stop() {
        Session session = wire.session();
        if (!ended.isDone() && era() == Era.LEGACY && session.id() != null) {
            posts.delete(session);
        }
        end("was stopped");
        return gone;
    }

    /** Is of no use any more, for the reason {@code why}. */
    void end(String why) {
        if (!ended.complete(why)) {
            return;
        }
        tick.cancel(false);
        agreement.end();
        ServerStream open = stream;
        if (open != null) {
            open.close();
        }
        asked.cancelAll();
        calls.end(why);
        exchanges.values().forEach(Exchange::abort);
        wire.close();
        gone.complete(null);
    }
}
