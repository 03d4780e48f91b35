package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is found out anew where a remote server has forgotten or changed it, while the call that noticed waits. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class RemoteRenewal {
    private final RemoteUpstream upstream;
    private final Supplier<Session> current;
    private final ObjectNode capabilities;
    private final Handshake handshake;
    private final Duration patience;
    private final Runnable whenRenewed;
    private @Nullable CompletableFuture<RemoteUpstream> underWay;

    /**
     * Nothing is under way.
     *
     * @param current the session there is
     * @param capabilities what the server is told of its client
     * @param patience how long a call waits
     * @param whenRenewed runs when another session has begun
     */
    RemoteRenewal(
            RemoteUpstream upstream,
            Supplier<Session> current,
            ObjectNode capabilities,
            Handshake handshake,
            Duration patience,
            Runnable whenRenewed) {
        this.upstream = upstream;
        this.current = current;
        this.capabilities = capabilities;
        this.handshake = handshake;
        this.patience = patience;
        this.whenRenewed = whenRenewed;
    }

    /** Begins another session in place of {@code lost}, unless that has been done; waits for it. */
    void renew(Session lost) {
        CompletableFuture<RemoteUpstream> begun = null;
        CompletableFuture<RemoteUpstream> awaited;
        synchronized (this) {
            if (!current.get().equals(lost)) {
                return;
            }
            if (underWay == null) {
                begun = new CompletableFuture<>();
                underWay = begun;
            }
            awaited = underWay;
        }
        if (begun != null) {
            CompletableFuture<RemoteUpstream> mine = begun;
            new RemoteOpening(upstream, capabilities, handshake, patience)
                    .initialize()
                    .whenComplete((done, failure) -> renewed(mine, failure));
        }
        await(awaited);
    }

    private void renewed(CompletableFuture<RemoteUpstream> mine, @Nullable Throwable failure) {
        synchronized (this) {
            underWay = null;
        }
        if (failure == null) {
            mine.complete(upstream);
            whenRenewed.run();
        } else {
            mine.completeExceptionally(Failures.cause(failure));
        }
    }

    /** Reads all pages of tools, whose headers have changed. */
    void learnTools() {
        await(Discovery.list(upstream, upstream.label(), ListKind.TOOLS, patience));
    }

    private void await(CompletableFuture<?> future) {
        try {
            future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw Failures.cause(failed);
        } catch (TimeoutException late) {
            throw new UpstreamException(Reason.TIMEOUT, upstream.label() + " did not begin another session in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(Reason.ENDED, "The gateway is stopping");
        }
    }
}
