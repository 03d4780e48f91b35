package dev.mcpgateway.client;

import org.jspecify.annotations.Nullable;

/**
 * What the operations of the synchronous interfaces stand on: every one of them is a {@link Call} that is sent.
 *
 * <p>Implement this alone, and {@link dev.mcpgateway.client.api.UsersApi} and the others work on top of it; or let a mocking library
 * stand in for one of those.
 */
public interface Sender {

    /**
     * Makes a call and gives the answer with its status and header fields. The calling thread does the work and waits.
     *
     * @throws dev.mcpgateway.client.error.GatewayException if it fails; its kinds say how
     */
    <T extends @Nullable Object> ApiResponse<T> send(Call<T> call);
}
