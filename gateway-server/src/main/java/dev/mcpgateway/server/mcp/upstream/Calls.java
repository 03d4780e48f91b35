package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls of one connection between their requests and their answers. Each ends: by an answer, by its deadline, with the connection. */
final class Calls {
    private static final int MOST = 1_024;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(15);

    private final String name;
    private final ScheduledExecutorService timer;
    private final Activity activity;
    private final BiConsumer<PendingCall, String> stop;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong strayMessages = new AtomicLong();
    private final Map<Long, PendingCall> calls = new ConcurrentHashMap<>();

    /** What else than its own messages shows that a call goes on. */
    interface Activity {
        /** When it was last busy with something that {@code call} may wait for; {@code now} as long as it is. */
        long at(PendingCall call, long now);
    }

    /**
     * No calls yet.
     *
     * @param name how messages call the server
     * @param activity what calls may wait for
     * @param stop tells the server that nobody waits for a call any more, and why
     */
    Calls(String name, ScheduledExecutorService timer, Activity activity, BiConsumer<PendingCall, String> stop) {
        this.name = name;
        this.timer = timer;
        this.activity = activity;
        this.stop = stop;
    }

    /** A call that is still to be sent; it has failed already where there are too many. */
    PendingCall begin(@Nullable ObjectNode params, CallOptions options) {
        return begin(params, options, false);
    }

    /** A request for a stream without end: it has no deadline and counts as no work. */
    PendingCall beginStream(ObjectNode params, Consumer<ObjectNode> heard) {
        return begin(params, new CallOptions(CallOptions.NO_DEADLINE, heard, Claim.GATEWAY), true);
    }

    private PendingCall begin(@Nullable ObjectNode params, CallOptions options, boolean isStream) {
        long id = ids.incrementAndGet();
        PendingCall call =
                new PendingCall(id, params, options, isStream, reason -> abandon(id, Reason.CANCELLED, reason));
        if (calls.size() >= MOST) {
            call.fail(new UpstreamException(Reason.OVERLOADED, name + " has too many calls under way"));
        } else {
            calls.put(id, call);
        }
        return call;
    }

    /** The deadline of {@code call} runs from now on. */
    void sent(PendingCall call) {
        if (!call.isStream()) {
            call.timeout(timer.schedule(
                    () -> checkTime(call), call.options().deadline().toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    /** The call with the id, or the progress token, {@code id}; null where there is none. */
    @Nullable
    PendingCall of(JsonNode id) {
        OptionalLong own = JsonRpc.ownId(id);
        return own.isPresent() ? calls.get(own.getAsLong()) : null;
    }

    /** As {@link #of}; it is under way no more. */
    @Nullable
    PendingCall take(JsonNode id) {
        OptionalLong own = JsonRpc.ownId(id);
        return own.isPresent() ? calls.remove(own.getAsLong()) : null;
    }

    /** Whether {@code call} was under way, which it is no more. */
    boolean take(PendingCall call) {
        return calls.remove(call.id(), call);
    }

    void fail(PendingCall call, UpstreamException failure) {
        take(call);
        call.fail(failure);
    }

    /** How many are being worked on. */
    int underWay() {
        return (int) calls.values().stream().filter(call -> !call.isStream()).count();
    }

    /** A message has come that is none, or that nobody can be given. */
    void stray() {
        strayMessages.incrementAndGet();
    }

    /** The connection has ended: so have all calls. */
    void end(String why) {
        for (PendingCall call : List.copyOf(calls.values())) {
            fail(call, new UpstreamException(Reason.ENDED, name + " " + why));
        }
    }

    /** Ends a call that nothing was heard of for as long as it may take; while the client is being asked, it may take longer. */
    private void checkTime(PendingCall call) {
        long now = System.nanoTime();
        long allowed = call.options().deadline().toNanos();
        long active = Math.max(call.activeAt(), activity.at(call, now));
        long left = Math.min(active + allowed, call.startedAt() + Math.max(allowed, LONGEST_NANOS)) - now;
        if (left > 0) {
            call.timeout(timer.schedule(() -> checkTime(call), left, TimeUnit.NANOSECONDS));
            return;
        }
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(now - call.startedAt()));
        long stray = strayMessages.get();
        String more = stray == 0 ? "" : "; it wrote " + stray + " lines that are no MCP messages";
        abandon(call.id(), Reason.TIMEOUT, "did not answer within " + seconds + " s" + more);
    }

    /** Forgets a call and tells the server, which may stop working on it ("Utilities: Cancellation"). */
    private void abandon(long id, Reason reason, String why) {
        PendingCall call = calls.remove(id);
        if (call != null) {
            // Before the server is told: it may break off then, which is not why the call has ended.
            call.fail(new UpstreamException(
                    reason, reason == Reason.CANCELLED ? "The call was cancelled: " + why : name + " " + why));
            stop.accept(call, why);
        }
    }
}
