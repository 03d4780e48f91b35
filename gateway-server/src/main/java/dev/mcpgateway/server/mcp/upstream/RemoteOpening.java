package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a remote server speaks (specification 2026-07-28, "Streamable HTTP: Backward Compatibility"): it is asked {@code
 * server/discover} as one of the modern era, else initialized, else asked for the stream of the HTTP+SSE transport.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class RemoteOpening {
    /** What a server of the HTTP+SSE transport may answer to a message that is posted to its stream. */
    private static final Set<Integer> NOT_THERE = Set.of(400, 404, 405);

    private final RemoteUpstream upstream;
    private final ObjectNode capabilities;
    private final Handshake handshake;
    private final long deadline;

    /**
     * An opening.
     *
     * @param capabilities of its client
     * @param patience how long all of it may take
     */
    RemoteOpening(RemoteUpstream upstream, ObjectNode capabilities, Handshake handshake, Duration patience) {
        this.upstream = upstream;
        this.capabilities = capabilities;
        this.handshake = handshake;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Connects to a server of either era; one that does not answer within {@code probe} is taken to be a legacy one. */
    CompletableFuture<RemoteUpstream> probe(Duration probe) {
        return discover(probe)
                .thenCompose(answer -> Handshake.isToBeAskedAgain(answer.message())
                        ? discover(probe)
                        : CompletableFuture.completedFuture(answer))
                .handle(this::judged)
                .thenCompose(modern ->
                        modern.isPresent() ? CompletableFuture.completedFuture(modern(modern.get())) : legacy());
    }

    private CompletableFuture<Answer> discover(Duration probe) {
        long millis = Math.min(probe.toMillis(), left().toMillis() / 2);
        return upstream.probe("server/discover", null, CallOptions.within(Duration.ofMillis(millis)), Era.MODERN)
                .answer();
    }

    private Optional<ObjectNode> judged(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return Handshake.discovered(upstream.label(), answer.message(), upstream::masked);
        }
        UpstreamException why = Failures.cause(failure == null ? new IllegalStateException() : failure);
        boolean isAnswered = why.reason() == Reason.MALFORMED || why.reason() == Reason.TIMEOUT;
        // A server may also break off what it does not know.
        if (isAnswered || (why.reason() == Reason.ENDED && !upstream.ended().isDone())) {
            return Optional.empty();
        }
        throw why;
    }

    private RemoteUpstream modern(ObjectNode described) {
        upstream.discovered(described);
        return upstream;
    }

    /** Connects to a server that is known to be of the legacy era. */
    CompletableFuture<RemoteUpstream> legacy() {
        PendingCall call = ask();
        return accepted(call)
                .handle((done, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(done);
                    }
                    return NOT_THERE.contains(call.status())
                            ? overOneStream(failure)
                            : CompletableFuture.<RemoteUpstream>failedFuture(failure);
                })
                .thenCompose(next -> next);
    }

    /** Begins a session. */
    CompletableFuture<RemoteUpstream> initialize() {
        return accepted(ask());
    }

    private PendingCall ask() {
        return upstream.probe("initialize", handshake.params(capabilities), CallOptions.within(left()), Era.LEGACY);
    }

    private CompletableFuture<RemoteUpstream> accepted(PendingCall call) {
        return call.answer().thenApply(answer -> {
            upstream.initialized(Handshake.accepted(upstream.label(), answer.message(), upstream::masked));
            return upstream;
        });
    }

    private CompletableFuture<RemoteUpstream> overOneStream(Throwable refusal) {
        return upstream.openStream()
                .orTimeout(left().toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, none) -> none == null)
                .thenCompose(isThere -> isThere ? initialize() : CompletableFuture.failedFuture(refusal));
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }
}
