package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that is sent as soon as there is a connection. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class DeferredCall implements UpstreamCall {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable UpstreamCall sent;
    private @Nullable String cancelled;

    DeferredCall(CompletableFuture<Upstream> connection, Function<Upstream, UpstreamCall> send) {
        connection.whenComplete((upstream, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(Failures.cause(failure));
            } else {
                send(upstream, send);
            }
        });
    }

    private void send(Upstream upstream, Function<Upstream, UpstreamCall> send) {
        UpstreamCall call;
        synchronized (this) {
            if (cancelled != null) {
                return;
            }
            call = send.apply(upstream);
            sent = call;
        }
        call.answer().whenComplete((given, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                answer.complete(given);
            }
        });
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
            answer.completeExceptionally(new UpstreamException(Reason.CANCELLED, "The call was cancelled: " + reason));
        } else {
            call.cancel(reason);
        }
    }
}
