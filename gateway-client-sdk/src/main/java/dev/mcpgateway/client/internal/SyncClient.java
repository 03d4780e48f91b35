package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.GatewayAsyncClient;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.RequestOptions;
import org.jspecify.annotations.Nullable;

/** The client whose calls wait. */
public final class SyncClient implements GatewayClient {
    private final ClientSettings settings;
    private final CallRunner runner;
    private final RequestOptions options;

    public SyncClient(ClientSettings settings, RequestOptions options) {
        this.settings = settings;
        this.runner = new CallRunner(settings);
        this.options = options;
    }

    @Override
    public <T extends @Nullable Object> ApiResponse<T> send(Call<T> call) {
        return runner.run(call, options);
    }

    @Override
    public GatewayClient withOptions(RequestOptions over) {
        return new SyncClient(settings, options.mergedWith(over));
    }

    @Override
    public GatewayAsyncClient async() {
        return AsyncClient.of(settings, options);
    }

    @Override
    public void close() {
        settings.transport().close();
    }
}
