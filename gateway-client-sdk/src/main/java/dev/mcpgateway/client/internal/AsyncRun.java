package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that goes on by itself. */
final class AsyncRun<T extends @Nullable Object> {
    private final ClientSettings settings;
    private final Exchange<T> exchange;
    private final CompletableFuture<ApiResponse<T>> result = new CompletableFuture<>();
    /** What is waited for now, an answer or the time of the next attempt: what a cancellation ends. */
    private volatile @Nullable Future<?> awaited;

    AsyncRun(ClientSettings settings, Exchange<T> exchange) {
        this.settings = settings;
        this.exchange = exchange;
    }

    CompletableFuture<ApiResponse<T>> start() {
        Futures.whenEnded(result, (response, failure) -> endWait());
        attempt();
        return result;
    }

    private void attempt() {
        if (result.isDone()) {
            return;
        }
        try {
            if (exchange.isOver()) {
                follow(exchange.timedOut());
                return;
            }
            TransportRequest request = exchange.begin(false);
            CompletableFuture<TransportResponse> pending = settings.transport().send(request);
            await(pending);
            CompletableFuture<Void> deadline = new CompletableFuture<Void>()
                    .completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(request.timeout()), TimeUnit.NANOSECONDS);
            Futures.whenEnded(deadline, (nothing, cancelled) -> {
                if (cancelled == null) {
                    // Not on the timer's thread: it is the whole JVM's, and what follows may run the application's
                    // code.
                    deadline.defaultExecutor().execute(() -> pending.cancel(true));
                }
            });
            Futures.whenEnded(pending, (response, failure) -> {
                boolean isLate = deadline.isDone() && !deadline.isCancelled();
                deadline.cancel(false);
                ended(response, failure, isLate);
            });
        } catch (RuntimeException | Error fault) {
            result.completeExceptionally(fault);
        }
    }

    private void ended(@Nullable TransportResponse response, @Nullable Throwable failure, boolean isLate) {
        if (result.isDone()) {
            return;
        }
        try {
            if (response != null) {
                follow(exchange.answered(response));
            } else if (isLate) {
                follow(exchange.timedOut());
            } else if (failure != null) {
                follow(exchange.broke(Futures.cause(failure)));
            }
        } catch (RuntimeException | Error fault) {
            result.completeExceptionally(fault);
        }
    }

    private void follow(Step<T> step) {
        if (step instanceof Step.Done<T> done) {
            result.complete(done.response());
        } else if (step instanceof Step.Failed<T> failed) {
            result.completeExceptionally(failed.failure());
        } else if (step instanceof Step.Again<T> again) {
            CompletableFuture<Void> wait = settings.sleeper().after(again.delay());
            await(wait);
            Futures.whenEnded(wait, (nothing, failure) -> {
                if (failure == null) {
                    attempt();
                } else {
                    result.completeExceptionally(
                            Futures.cause(failure)); // nothing where the call's own end has ended the wait
                }
            });
        }
    }

    private void await(Future<?> future) {
        awaited = future;
        if (result.isDone()) {
            endWait(); // it was cancelled before it could be seen what to end
        }
    }

    private void endWait() {
        Future<?> now = awaited;
        if (now != null) {
            now.cancel(true);
        }
    }
}
