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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server behind a URL (specification, "Transports: Streamable HTTP"), of either era, or of the HTTP+SSE transport of
 * 2024-11-05. Each request is on a thread and a connection of its own until it is answered.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class RemoteUpstream implements Upstream {
    private static final long TICK_SECONDS = 30;
    private static final long SIDE_SECONDS = 30;

    private final String label;
    private final UpstreamListener listener;
    private final Machinery with;
    private final ObjectNode capabilities;
    private final Duration startup;
    private final Runnable whenRenewed;
    private final EraCheck eraCheck;
    private final RemoteThreads threads;
    private final RemoteWire wire;
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
    private volatile Era era = Era.LEGACY;
    private volatile ObjectNode initialized = JsonRpc.object();
    private volatile @Nullable Subscriptions subscriptions;
    private volatile @Nullable ServerStream stream;
    private @Nullable CompletableFuture<RemoteUpstream> renewal;

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
        this.with = with;
        this.capabilities = capabilities;
        this.startup = deadlines.startup();
        this.eraCheck = new EraCheck(this, deadlines.probe(), whenTurned);
        this.whenRenewed = whenRenewed;
        this.wire = new RemoteWire(
                HttpUrl.parse(remote.url()), remote.headers(), with.handshake().userAgent(), with.dialer());
        this.threads = new RemoteThreads(label, with.workers(), with.timer());
        this.mask = new MaskedText(remote.headers().values());
        this.tools = new ToolHeaders(label);
        this.asked = new OpenRequests(this::post);
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
        initialized = result;
        wire.agreed(result.path("protocolVersion").asText());
        // There are servers that take nothing before it.
        posting(JsonRpc.notification("notifications/initialized", null)).run();
        if (!wire.isOfOneStream()) {
            open(new ServerStream(this, wire, null));
        }
    }

    /** Notes that the server is one of the modern era, and what it has told of itself, in the form of a handshake. */
    void discovered(ObjectNode described) {
        initialized = described;
        era = Era.MODERN;
        Subscriptions all = new Subscriptions(
                described,
                (params, heard) -> send(
                        "subscriptions/listen",
                        calls.beginStream(
                                Claim.GATEWAY.onto(params, with.handshake().gateway()), heard),
                        Era.MODERN,
                        null,
                        threads::single),
                listener::notification,
                with.timer(),
                with.random());
        subscriptions = all;
        all.start();
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
        return initialized;
    }

    @Override
    public Era era() {
        return era;
    }

    @Override
    public UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options) {
        return call(method, params, options, null);
    }

    @Override
    public UpstreamCall call(
            String method, @Nullable ObjectNode params, CallOptions options, @Nullable Attachment caller) {
        Subscriptions own = subscriptions;
        if (own == null) {
            return send(method, calls.begin(params, options), Era.LEGACY, caller, lane(caller));
        }
        String uri = params == null ? "" : params.path("uri").asText();
        return switch (method) {
            case "resources/subscribe" -> own.subscribe(uri, options.deadline());
            case "resources/unsubscribe" -> own.unsubscribe(uri);
            default -> send(method, claimed(params, options), Era.MODERN, caller, lane(caller));
        };
    }

    /** As {@link #call} of a server that is not known yet, as one of {@code asIf} is asked. */
    PendingCall probe(String method, @Nullable ObjectNode params, CallOptions options, Era asIf) {
        PendingCall call = asIf == Era.MODERN ? claimed(params, options) : calls.begin(params, options);
        return send(method, call, asIf, null, threads::single);
    }

    private Consumer<Runnable> lane(@Nullable Attachment caller) {
        return caller == null ? threads::own : threads::call;
    }

    private PendingCall claimed(@Nullable ObjectNode params, CallOptions options) {
        return calls.begin(options.claim().onto(params, with.handshake().gateway()), options);
    }

    /** @param lane gives the call its thread, or fails with an {@link UpstreamException} */
    private PendingCall send(
            String method, PendingCall call, Era as, @Nullable Attachment caller, Consumer<Runnable> lane) {
        if (call.answer().isDone()) {
            return call;
        }
        calls.sent(call);
        if (ended.isDone()) {
            calls.fail(call, new UpstreamException(Reason.ENDED, label + " " + ended.join()));
            return call;
        }
        try {
            lane.accept(new RemoteCall(this, wire, method, call, as, caller));
        } catch (UpstreamException overloaded) {
            calls.fail(call, overloaded);
        }
        return call;
    }

    @Override
    public void notify(String method, @Nullable ObjectNode params) {
        // Servers of the modern era are sent no notifications over HTTP.
        if (era == Era.LEGACY) {
            post(JsonRpc.notification(method, params));
        }
    }

    /** Posts a message that is no request; what becomes of it nobody waits for. */
    private void post(ObjectNode message) {
        threads.post(posting(message));
    }

    private Runnable posting(ObjectNode message) {
        Session session = wire.session();
        return aside(exchange -> {
            exchange.send(wire.legacy(JsonRpc.bytes(message), session, true));
            exchange.wholeBody(RemoteWire.MAX_MESSAGE);
        });
    }

    private interface Step {
        void on(Exchange exchange) throws IOException;
    }

    /** What takes {@code step} beside the calls, for so long at most. */
    private Runnable aside(Step step) {
        Exchange exchange = wire.aside();
        return () -> {
            try (exchange) {
                Future<?> deadline = with.timer().schedule(exchange::abort, SIDE_SECONDS, TimeUnit.SECONDS);
                try {
                    step.on(exchange);
                } finally {
                    deadline.cancel(false);
                }
            } catch (IOException | RuntimeException nobodyWaits) {
                exchange.abort();
            }
        };
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
        if (era == Era.LEGACY && initialized.has("protocolVersion")) {
            post(JsonRpc.notification(
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
        ObjectNode response = era == Era.MODERN && on.method().equals("tools/list") ? tools.learn(message) : message;
        if (calls.take(on.call())) {
            on.call().complete(new Answer(response, bytes));
        }
    }

    /** Begins another session in place of {@code lost}, unless that has been done; waits for it. */
    void renew(Session lost) {
        CompletableFuture<RemoteUpstream> begun = null;
        CompletableFuture<RemoteUpstream> awaited;
        synchronized (this) {
            if (!wire.session().equals(lost)) {
                return;
            }
            if (renewal == null) {
                begun = new CompletableFuture<>();
                renewal = begun;
            }
            awaited = renewal;
        }
        if (begun != null) {
            CompletableFuture<RemoteUpstream> mine = begun;
            new RemoteOpening(this, capabilities, with.handshake(), startup)
                    .initialize()
                    .whenComplete((done, failure) -> renewed(mine, failure));
        }
        await(awaited);
    }

    private void renewed(CompletableFuture<RemoteUpstream> mine, @Nullable Throwable failure) {
        synchronized (this) {
            renewal = null;
        }
        if (failure == null) {
            mine.complete(this);
            whenRenewed.run();
        } else {
            mine.completeExceptionally(Failures.cause(failure));
        }
    }

    /** Reads all pages of tools, whose headers have changed. */
    void learnTools() {
        await(Discovery.list(this, label, ListKind.TOOLS, startup));
    }

    private void await(CompletableFuture<?> future) {
        try {
            future.get(startup.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw Failures.cause(failed);
        } catch (TimeoutException late) {
            throw new UpstreamException(Reason.TIMEOUT, label + " did not begin another session in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(Reason.ENDED, "The gateway is stopping");
        }
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
        if (!ended.isDone() && era == Era.LEGACY && session.id() != null) {
            threads.post(aside(exchange -> {
                exchange.send(wire.delete(session));
                exchange.wholeBody(RemoteWire.MAX_MESSAGE);
            }));
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
        Subscriptions own = subscriptions;
        if (own != null) {
            own.close();
        }
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
