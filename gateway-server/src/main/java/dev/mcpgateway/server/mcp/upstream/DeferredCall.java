package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that is sent as soon as there is a connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class DeferredCall implements UpstreamCall {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable UpstreamCall sent;
    private @Nullable String cancelled;

    private final Supplier<CompletableFuture<Upstream>> connect;
    private final Function<Upstream, UpstreamCall> send;

    /**
     * A call.
     *
     * @param connect gives the connection; asked a second time where the server has turned to another era
     */
    DeferredCall(Supplier<CompletableFuture<Upstream>> connect, Function<Upstream, UpstreamCall> send) {
        this.connect = connect;
        this.send = send;
        attempt(true);
    }

    private void attempt(boolean isFirst) {
        connect.get().whenComplete((upstream, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(Failures.cause(failure));
            } else {
                send(upstream, isFirst);
            }
        });
    }

    private void send(Upstream upstream, boolean isFirst) {
        @Nullable UpstreamCall call;
        synchronized (this) {
            call = cancelled == null ? send.apply(upstream) : null;
            sent = call;
        }
        if (call == null) {
            answer.completeExceptionally(ofCancelled());
            return;
        }
        call.answer().whenComplete((given, failure) -> {
            if (failure == null) {
                answer.complete(given);
            } else if (isFirst && Failures.isOfTurn(failure)) {
                synchronized (this) {
                    sent = null;
                }
                attempt(false);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    private synchronized UpstreamException ofCancelled() {
        return new UpstreamException(Reason.CANCELLED, "The call was cancelled: " + cancelled);
    }

    @Override
    public CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public void cancel(String reason) {
        UpstreamCall call;
        synchronized (this) {
            cancelled = reason;
            call = sent;
        }
        if (call == null) {
            answer.completeExceptionally(ofCancelled());
        } else {
            call.cancel(reason);
        }
    }
}
