package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.process.ChildProcess;
import dev.mcpgateway.server.mcp.process.Launch;
import dev.mcpgateway.server.mcp.process.Throttle;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server that is a child process (specification, "Transports: stdio"): one message a line, answers in any order. What a
 * hostile one sends is bounded: its lines, what it may ask at once, and how much nobody asked for it may send in a second.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class StdioUpstream implements Upstream {
    private static final int UNASKED_PER_SECOND = 1_000;

    private final String name;
    private final UpstreamListener listener;
    private final OpenRequests asked;
    private final Calls calls;
    private final Throttle unasked = new Throttle(UNASKED_PER_SECOND);
    private final ChildProcess child;
    private final Agreement agreement;

    private StdioUpstream(String name, Launch launch, UpstreamListener listener, Machinery with) throws IOException {
        this.name = name;
        this.listener = listener;
        this.agreement = new Agreement(with);
        this.asked = new OpenRequests(this::send);
        this.calls = new Calls(name, with.timer(), asked::activeAt, this::cancelled);
        CompletableFuture<StdioUpstream> self = new CompletableFuture<>();
        this.child = with.children().start(launch, line -> self.join().receive(line));
        this.child.ended().thenAccept(this::end);
        self.complete(this);
    }

    /**
     * Launches a server, without the handshake yet.
     *
     * @param name how messages call the server
     * @throws IOException when the system refuses to launch it
     */
    static StdioUpstream launch(String name, Launch launch, UpstreamListener listener, Machinery with)
            throws IOException {
        return new StdioUpstream(name, launch, listener, with);
    }

    /** Notes what the server answered to {@code initialize}. */
    void initialized(ObjectNode result) {
        agreement.initialized(result);
        send(JsonRpc.notification("notifications/initialized", null));
    }

    /** Notes that the server is one of the modern era, and what it has told of itself, in the form of a handshake. */
    void discovered(ObjectNode described) {
        agreement.discovered(
                described,
                (params, heard) -> send("subscriptions/listen", calls.beginStream(params, heard)),
                listener::notification);
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
        return agreement.call(method, params, options, (full, as) -> send(method, calls.begin(full, options)));
    }

    /** As {@link #call} of a server that is not known yet, as one of the modern era is asked. */
    PendingCall probe(String method, CallOptions options) {
        return send(method, calls.begin(agreement.claimed(null, options.claim()), options));
    }

    /** Does not wait for {@code call} any more, and does not tell the server. */
    void forget(PendingCall call) {
        calls.fail(call, new UpstreamException(Reason.CANCELLED, "The call was cancelled: nobody waits for it"));
    }

    private PendingCall send(String method, PendingCall call) {
        if (call.answer().isDone()) {
            return call;
        }
        if (child.ended().isDone()) {
            end(child.ended().join());
        } else if (!child.send(JsonRpc.bytes(call.request(method)))) {
            calls.fail(call, new UpstreamException(Reason.OVERLOADED, name + " does not read what is sent to it"));
        } else {
            calls.sent(call);
        }
        return call;
    }

    private void send(ObjectNode message) {
        child.send(JsonRpc.bytes(message));
    }

    @Override
    public void notify(String method, @Nullable ObjectNode params) {
        // Servers of the modern era are sent no notification but the one that cancels.
        if (era() == Era.LEGACY) {
            send(JsonRpc.notification(method, params));
        }
    }

    @Override
    public int callsUnderWay() {
        return calls.underWay();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(child.pid());
    }

    @Override
    public List<String> recentErrors() {
        return child.recentErrors();
    }

    @Override
    public CompletableFuture<String> ended() {
        return child.ended();
    }

    @Override
    public CompletableFuture<Void> gone() {
        return child.gone();
    }

    @Override
    public CompletableFuture<Void> stop() {
        return child.stop();
    }

    /** {@code text} of the server's, without the secrets it was given. */
    String masked(String text) {
        return child.masked(text);
    }

    private void receive(byte[] line) {
        if (line.length == 0) {
            return;
        }
        ObjectNode message = JsonRpc.parse(line).orElse(null);
        if (message == null) {
            calls.stray();
            slowDown();
            return;
        }
        switch (JsonRpc.kind(message)) {
            case RESPONSE -> answered(message, line.length);
            case NOTIFICATION -> {
                slowDown();
                notified(message);
            }
            case REQUEST -> {
                slowDown();
                if (era() == Era.LEGACY) {
                    asked.ask(message, listener, null);
                } else {
                    calls.stray();
                }
            }
            case INVALID -> {
                calls.stray();
                slowDown();
            }
        }
    }

    private void answered(ObjectNode message, int bytes) {
        PendingCall call = calls.take(message.path("id"));
        if (call == null) {
            slowDown(); // an answer that came too late, or to nothing
        } else {
            call.complete(new Answer(message, bytes));
        }
    }

    private void notified(ObjectNode message) {
        JsonNode params = message.path("params");
        switch (JsonRpc.method(message)) {
            case "notifications/progress" -> {
                PendingCall call = calls.of(params.path("progressToken"));
                if (call != null) {
                    call.progress(message);
                }
            }
            case "notifications/cancelled" -> {
                asked.cancel(params.path("requestId"));
                PendingCall stream = calls.of(params.path("requestId"));
                if (stream != null && stream.isStream()) {
                    calls.fail(stream, new UpstreamException(Reason.ENDED, name + " ended a subscription"));
                }
            }
            default -> {
                PendingCall stream = calls.of(params.path("_meta").path(ListenStream.SUBSCRIPTION_ID));
                if (stream != null && stream.isStream()) {
                    stream.hear(message);
                } else {
                    listener.notification(message);
                }
            }
        }
    }

    private void cancelled(PendingCall call, String why) {
        send(JsonRpc.notification(
                "notifications/cancelled",
                JsonRpc.object().put("requestId", call.id()).put("reason", why)));
    }

    private void end(String why) {
        agreement.end();
        asked.cancelAll();
        calls.end(why);
    }

    private void slowDown() {
        try {
            unasked.pass(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
