package dev.mcpgateway.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the operations of the asynchronous interfaces stand on. */
public interface AsyncSender {

    /**
     * Makes a call. Cancelling the future aborts the exchange, and no further attempt is made. A failure completes the future with a
     * {@link dev.mcpgateway.client.error.GatewayException}.
     */
    <T extends @Nullable Object> CompletableFuture<ApiResponse<T>> send(Call<T> call);

    /** As {@link #send}, with the operation's result alone. */
    <T extends @Nullable Object> CompletableFuture<T> call(Call<T> call);
}
