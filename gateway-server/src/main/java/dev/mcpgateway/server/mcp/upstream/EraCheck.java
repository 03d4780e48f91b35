package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a remote server speaks the other era by now, as one that was exchanged for another version does: where it
 * refuses a request in a way that servers of the era do not, it is asked again what it is.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class EraCheck {
    private static final Set<String> OPENING = Set.of("server/discover", "initialize", "subscriptions/listen");
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 422);
    private static final int OK = 200;

    /** Servers that refuse many requests so are not asked after each of them. */
    private static final long DENIED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final RemoteUpstream upstream;
    private final Duration patience;
    private final Runnable whenTurned;
    private @Nullable CompletableFuture<Boolean> underWay;
    private @Nullable Long deniedAt;

    /**
     * Nothing is asked yet.
     *
     * @param patience how long the answer may take; a server that does not answer has not changed
     * @param whenTurned runs once the server is known to have changed
     */
    EraCheck(RemoteUpstream upstream, Duration patience, Runnable whenTurned) {
        this.upstream = upstream;
        this.patience = patience;
        this.whenTurned = whenTurned;
    }

    /**
     * Whether a server of the era that {@code method} was sent as would not answer so.
     *
     * @param message null where there was none
     */
    boolean isDoubtful(String method, int status, @Nullable ObjectNode message) {
        JsonNode error = message == null ? MissingNode.getInstance() : message.path("error");
        if (OPENING.contains(method) || (status == OK && error.isMissingNode())) {
            return false;
        }
        int code = error.path("code").asInt();
        if (upstream.era() == Era.LEGACY) {
            return REFUSALS.contains(status) || Handshake.isModern(error);
        } else if (code == JsonRpc.METHOD_NOT_FOUND) {
            return status == OK;
        }
        return REFUSALS.contains(status) && !Handshake.isModern(error) && code != JsonRpc.INVALID_PARAMS;
    }

    /** Asks the server, unless that is under way, and waits for what it says. */
    boolean hasTurned() {
        CompletableFuture<Boolean> asked;
        boolean isFirst;
        synchronized (this) {
            if (deniedAt != null && System.nanoTime() - deniedAt < DENIED_NANOS) {
                return false;
            }
            isFirst = underWay == null;
            asked = underWay == null ? new CompletableFuture<>() : underWay;
            underWay = asked;
        }
        if (isFirst) {
            ask(asked);
        }
        try {
            return asked.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(Reason.ENDED, "The gateway is stopping");
        }
    }

    private void ask(CompletableFuture<Boolean> asked) {
        upstream.probe("server/discover", null, CallOptions.within(patience), Era.MODERN)
                .answer()
                .handle(this::isOther)
                .whenComplete((isOther, failure) -> {
                    boolean hasTurned = failure == null && isOther;
                    if (hasTurned) {
                        whenTurned.run();
                    } else {
                        synchronized (this) {
                            underWay = null;
                            deniedAt = System.nanoTime();
                        }
                    }
                    asked.complete(hasTurned);
                });
    }

    private boolean isOther(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            boolean isRefused = failure != null && Failures.cause(failure).reason() == Reason.MALFORMED;
            return isRefused && upstream.era() == Era.MODERN;
        }
        boolean isModern = Handshake.discovered(upstream.label(), answer.message(), upstream::masked)
                .isPresent();
        return isModern == (upstream.era() == Era.LEGACY);
    }
}
