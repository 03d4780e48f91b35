package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.GatewayAsyncClient;
import dev.mcpgateway.client.RequestOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The client whose calls do not wait. */
final class AsyncClient implements GatewayAsyncClient {
    private final ClientSettings settings;
    private final CallRunner runner;
    private final RequestOptions options;

    private AsyncClient(ClientSettings settings, RequestOptions options) {
        this.settings = settings;
        this.runner = new CallRunner(settings);
        this.options = options;
    }

    /** Given as the interface, so that who asks for one is verified without all of its interfaces being loaded. */
    static GatewayAsyncClient of(ClientSettings settings, RequestOptions options) {
        return new AsyncClient(settings, options);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<ApiResponse<T>> send(Call<T> call) {
        return runner.start(call, options);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> call(Call<T> call) {
        CompletableFuture<ApiResponse<T>> response = send(call);
        // Not made with thenApply, which would wrap the failure that a caller looks for.
        CompletableFuture<T> value = new CompletableFuture<>();
        Futures.whenEnded(response, (answer, failure) -> {
            if (answer != null) {
                value.complete(answer.value());
            } else if (failure != null) {
                value.completeExceptionally(failure);
            }
        });
        Futures.cancelWith(value, response);
        return value;
    }

    @Override
    public GatewayAsyncClient withOptions(RequestOptions over) {
        return new AsyncClient(settings, options.mergedWith(over));
    }

    @Override
    public void close() {
        settings.transport().close();
    }
}
