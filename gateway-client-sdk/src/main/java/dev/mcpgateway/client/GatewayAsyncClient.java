package dev.mcpgateway.client;

import dev.mcpgateway.client.api.ApiKeysAsyncApi;
import dev.mcpgateway.client.api.ConfigsAsyncApi;
import dev.mcpgateway.client.api.GuardrailsAsyncApi;
import dev.mcpgateway.client.api.HealthAsyncApi;
import dev.mcpgateway.client.api.ProjectsAsyncApi;
import dev.mcpgateway.client.api.ServersAsyncApi;
import dev.mcpgateway.client.api.SettingsAsyncApi;
import dev.mcpgateway.client.api.SystemAsyncApi;
import dev.mcpgateway.client.api.UsersAsyncApi;

/**
 * As {@link GatewayClient}, with a {@link java.util.concurrent.CompletableFuture} for every result. No thread waits; cancelling a future aborts
 * its exchange. A failed future holds a {@link dev.mcpgateway.client.error.GatewayException}, which {@code join()} wraps in a {@link
 * java.util.concurrent.CompletionException}.
 *
 * <pre>{@code
 * List<CompletableFuture<UserName>> users = emails.stream().map(async::createUser).toList();
 * }</pre>
 */
public interface GatewayAsyncClient
        extends ConfigsAsyncApi,
                ServersAsyncApi,
                GuardrailsAsyncApi,
                ProjectsAsyncApi,
                UsersAsyncApi,
                ApiKeysAsyncApi,
                SystemAsyncApi,
                SettingsAsyncApi,
                HealthAsyncApi,
                AutoCloseable {

    /** A client that does what these options say and is otherwise this one. */
    GatewayAsyncClient withOptions(RequestOptions options);

    /** Ends the connections, as {@link GatewayClient#close()} does. */
    @Override
    void close();
}
