package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.process.ChildProcess;
import dev.mcpgateway.server.mcp.process.Children;
import dev.mcpgateway.server.mcp.process.Launch;
import dev.mcpgateway.server.mcp.process.Throttle;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server that is a child process (specification, "Transports: stdio"): one message a line, answers in any order. What a
 * hostile one sends is bounded: its lines, what it may ask at once, and how much nobody asked for it may send in a second.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class StdioUpstream implements Upstream {
    private static final int MAX_CALLS = 1_024;
    private static final int MAX_SERVER_REQUESTS = 64;
    private static final int UNASKED_PER_SECOND = 1_000;
    private static final long LONGEST_CALL_NANOS = TimeUnit.MINUTES.toNanos(15);

    private final String name;
    private final UpstreamListener listener;
    private final ScheduledExecutorService timer;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, PendingCall> calls = new ConcurrentHashMap<>();
    private final Map<JsonNode, ServerRequest> asked = new ConcurrentHashMap<>();
    private final Throttle unasked = new Throttle(UNASKED_PER_SECOND);
    private final ChildProcess child;
    private final AtomicLong strayLines = new AtomicLong();
    private volatile long lastAnswered = System.nanoTime();
    private volatile ObjectNode initialized = JsonRpc.object();

    private StdioUpstream(
            String name, Launch launch, Children children, UpstreamListener listener, ScheduledExecutorService timer)
            throws IOException {
        this.name = name;
        this.listener = listener;
        this.timer = timer;
        CompletableFuture<StdioUpstream> self = new CompletableFuture<>();
        this.child = children.start(launch, line -> self.join().receive(line));
        this.child.ended().thenAccept(this::end);
        self.complete(this);
    }

    /**
     * Launches a server, without the handshake yet.
     *
     * @param name how messages call the server
     * @throws IOException when the system refuses to launch it
     */
    static StdioUpstream launch(
            String name, Launch launch, Children children, UpstreamListener listener, ScheduledExecutorService timer)
            throws IOException {
        return new StdioUpstream(name, launch, children, listener, timer);
    }

    /** Notes what the server answered to {@code initialize}. */
    void initialized(ObjectNode result) {
        initialized = result;
    }

    @Override
    public ObjectNode initialized() {
        return initialized;
    }

    @Override
    public UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options) {
        long id = ids.incrementAndGet();
        PendingCall call = new PendingCall(id, params, options, reason -> abandon(id, Reason.CANCELLED, reason));
        if (calls.size() >= MAX_CALLS) {
            call.fail(new UpstreamException(Reason.OVERLOADED, name + " has too many calls under way"));
            return call;
        }
        calls.put(id, call);
        if (child.ended().isDone()) {
            end(child.ended().join());
        } else if (!child.send(JsonRpc.bytes(call.request(method)))) {
            calls.remove(id);
            call.fail(new UpstreamException(Reason.OVERLOADED, name + " does not read what is sent to it"));
        } else {
            call.timeout(
                    timer.schedule(() -> checkTime(call), options.deadline().toNanos(), TimeUnit.NANOSECONDS));
        }
        return call;
    }

    @Override
    public void notify(String method, @Nullable ObjectNode params) {
        child.send(JsonRpc.bytes(JsonRpc.notification(method, params)));
    }

    @Override
    public int callsUnderWay() {
        return calls.size();
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
            strayLines.incrementAndGet();
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
                ask(message);
            }
            case INVALID -> {
                strayLines.incrementAndGet();
                slowDown();
            }
        }
    }

    private void answered(ObjectNode message, int bytes) {
        OptionalLong id = JsonRpc.ownId(message.path("id"));
        PendingCall call = id.isPresent() ? calls.remove(id.getAsLong()) : null;
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
                OptionalLong token = JsonRpc.ownId(params.path("progressToken"));
                PendingCall call = token.isPresent() ? calls.get(token.getAsLong()) : null;
                if (call != null) {
                    call.progress(message);
                }
            }
            case "notifications/cancelled" -> {
                ServerRequest request = asked.remove(params.path("requestId"));
                if (request != null) {
                    request.cancel();
                }
            }
            default -> listener.notification(message);
        }
    }

    private void ask(ObjectNode message) {
        JsonNode id = message.path("id");
        ServerRequest request = new ServerRequest(
                message,
                response -> {
                    lastAnswered = System.nanoTime();
                    asked.remove(id);
                    child.send(JsonRpc.bytes(response));
                },
                progress -> {
                    lastAnswered = System.nanoTime();
                    notify("notifications/progress", progress);
                });
        if (JsonRpc.method(message).equals("ping")) {
            request.answer(JsonRpc.result(id, JsonRpc.object()));
        } else if (asked.size() >= MAX_SERVER_REQUESTS || asked.putIfAbsent(id, request) != null) {
            request.refuse(JsonRpc.INTERNAL_ERROR, "Too many requests to the client are open, or two have one id");
        } else {
            listener.request(request);
        }
    }

    /** Ends a call that nothing was heard of for as long as it may take; while the client is being asked, it may take longer. */
    private void checkTime(PendingCall call) {
        long now = System.nanoTime();
        long allowed = call.options().deadline().toNanos();
        long active = asked.isEmpty() ? Math.max(call.activeAt(), lastAnswered) : now;
        long left = Math.min(active + allowed, call.startedAt() + Math.max(allowed, LONGEST_CALL_NANOS)) - now;
        if (left > 0) {
            call.timeout(timer.schedule(() -> checkTime(call), left, TimeUnit.NANOSECONDS));
            return;
        }
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(now - call.startedAt()));
        long stray = strayLines.get();
        String more = stray == 0 ? "" : "; it wrote " + stray + " lines that are no MCP messages";
        abandon(call.id(), Reason.TIMEOUT, "did not answer within " + seconds + " s" + more);
    }

    /** Forgets a call and tells the server, which may stop working on it ("Utilities: Cancellation"). */
    private void abandon(long id, Reason reason, String why) {
        PendingCall call = calls.remove(id);
        if (call != null) {
            notify(
                    "notifications/cancelled",
                    JsonRpc.object().put("requestId", id).put("reason", why));
            call.fail(new UpstreamException(
                    reason, reason == Reason.CANCELLED ? "The call was cancelled: " + why : name + " " + why));
        }
    }

    private void end(String why) {
        asked.values().forEach(ServerRequest::cancel);
        asked.clear();
        for (Long id : List.copyOf(calls.keySet())) {
            PendingCall call = calls.remove(id);
            if (call != null) {
                call.fail(new UpstreamException(Reason.ENDED, name + " " + why));
            }
        }
    }

    private void slowDown() {
        try {
            unasked.pass(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
