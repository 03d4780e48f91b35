package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which era a child process is of, and shakes hands (specification 2026-07-28, "stdio: Backward Compatibility"): it is
 * asked {@code server/discover}, and initialized where it answers otherwise than a modern server does, or not soon.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class StdioOpening {
    private final StdioUpstream upstream;
    private final String label;
    private final ObjectNode capabilities;
    private final Handshake handshake;
    private final long deadline;

    /**
     * @param label what messages call the server
     * @param capabilities of its client
     * @param patience how long all of it may take
     */
    StdioOpening(
            StdioUpstream upstream, String label, ObjectNode capabilities, Handshake handshake, Duration patience) {
        this.upstream = upstream;
        this.label = label;
        this.capabilities = capabilities;
        this.handshake = handshake;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Connects to a server that is known to be of the legacy era. */
    CompletableFuture<StdioUpstream> initialize() {
        return upstream.call("initialize", handshake.params(capabilities), CallOptions.within(left()))
                .answer()
                .thenApply(answer -> {
                    upstream.initialized(Handshake.accepted(label, answer.message(), upstream::masked));
                    return upstream;
                });
    }

    /** Connects to a server that may be of either era; one that does not answer within {@code probe} is taken to be a legacy one. */
    CompletableFuture<StdioUpstream> probe(Duration probe) {
        PendingCall discover = upstream.probe("server/discover", CallOptions.within(left()));
        long millis = Math.min(probe.toMillis(), left().toMillis() / 2);
        return discover.answer()
                .<Optional<Answer>>thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), millis, TimeUnit.MILLISECONDS)
                .thenCompose(answer -> answer.isPresent() && isModern(answer.get())
                        ? CompletableFuture.completedFuture(upstream)
                        : initialize().handle((done, failure) -> settled(discover, done, failure)));
    }

    /**
     * A server that is slow to start reads both questions one after the other: what it answers to the second counts, and where it
     * refuses that, what it has answered to the first.
     */
    private StdioUpstream settled(PendingCall discover, @Nullable StdioUpstream done, @Nullable Throwable failure) {
        Answer late = discover.answer().isDone() && !discover.answer().isCompletedExceptionally()
                ? discover.answer().join()
                : null;
        upstream.forget(discover);
        if (done != null) {
            return done;
        }
        UpstreamException why = failure == null ? ended() : Failures.cause(failure);
        if (why.reason() != Reason.MALFORMED || late == null || !isModern(late)) {
            throw why;
        }
        return upstream;
    }

    private boolean isModern(Answer answer) {
        Optional<ObjectNode> described = Handshake.discovered(label, answer.message(), upstream::masked);
        described.ifPresent(upstream::discovered);
        return described.isPresent();
    }

    private UpstreamException ended() {
        return new UpstreamException(Reason.ENDED, label + " ended");
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }
}
