package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.RequestOptions;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes calls, waiting on the caller's thread or on none. */
public final class CallRunner {
    private final ClientSettings settings;

    public CallRunner(ClientSettings settings) {
        this.settings = settings;
    }

    /** Makes a call on the calling thread. */
    public <T extends @Nullable Object> ApiResponse<T> run(Call<T> call, RequestOptions options) {
        Exchange<T> exchange = exchange(call, options);
        while (true) {
            try {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Step<T> step = attempt(exchange);
                if (step instanceof Step.Done<T> done) {
                    return done.response();
                }
                if (step instanceof Step.Failed<T> failed) {
                    throw failed.failure();
                }
                if (step instanceof Step.Again<T> again) {
                    settings.sleeper().sleep(again.delay());
                }
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw exchange.interrupted(interrupt);
            }
        }
    }

    /** Makes a call without waiting; cancelling the future ends it. */
    public <T extends @Nullable Object> CompletableFuture<ApiResponse<T>> start(Call<T> call, RequestOptions options) {
        return new AsyncRun<>(settings, exchange(call, options)).start();
    }

    private <T extends @Nullable Object> Exchange<T> exchange(Call<T> call, RequestOptions options) {
        return new Exchange<>(settings, (PreparedCall<T>) call, CallOptions.of(options));
    }

    private <T extends @Nullable Object> Step<T> attempt(Exchange<T> exchange) throws InterruptedException {
        if (exchange.isOver()) {
            return exchange.timedOut();
        }
        TransportRequest request = exchange.begin(true);
        CompletableFuture<TransportResponse> pending = settings.transport().send(request);
        try {
            return exchange.answered(
                    pending.get(TimeUnit.NANOSECONDS.convert(request.timeout()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return exchange.timedOut();
        } catch (ExecutionException failure) {
            if (Futures.cause(failure) instanceof InterruptedException interrupt) {
                throw interrupt;
            }
            return exchange.broke(Futures.cause(failure));
        } finally {
            pending.cancel(true); // nothing where it has ended
        }
    }
}
