package dev.mcpgateway.client;

import dev.mcpgateway.client.api.ApiKeysApi;
import dev.mcpgateway.client.api.ConfigsApi;
import dev.mcpgateway.client.api.GuardrailsApi;
import dev.mcpgateway.client.api.HealthApi;
import dev.mcpgateway.client.api.ProjectsApi;
import dev.mcpgateway.client.api.ServersApi;
import dev.mcpgateway.client.api.SettingsApi;
import dev.mcpgateway.client.api.SystemApi;
import dev.mcpgateway.client.api.UsersApi;
import dev.mcpgateway.client.error.GatewayConfigurationException;

/**
 * Administers a Secure MCP Gateway: every operation of its REST API as a method of the operation's name.
 *
 * <pre>{@code
 * try (GatewayClient client = GatewayClient.create("http://localhost:8001", adminKey)) {
 *     client.createUser("user@example.com");
 *     client.addUserToProject("my-project", "user@example.com");
 *     GeneratedKey key = client.generateApiKey("user@example.com", "my-project");
 * }
 * }</pre>
 *
 * <p>A client may be used by many threads at a time; one is enough for a program. Calls wait on the calling thread, for 60 seconds at most, and
 * an interrupt ends the wait. What fails throws a {@link dev.mcpgateway.client.error.GatewayException}. Code that needs some of the operations
 * asks for the interface that has them, as {@link UsersApi}, which a test can stand in for.
 *
 * <p>Where an argument names a configuration, a project or a user, it takes the id or the exact name (for a user: the email). It may hold any
 * character. What stands in the path cannot be empty, nor have half of a surrogate pair: that is an {@link IllegalArgumentException}.
 */
public interface GatewayClient
        extends ConfigsApi,
                ServersApi,
                GuardrailsApi,
                ProjectsApi,
                UsersApi,
                ApiKeysApi,
                SystemApi,
                SettingsApi,
                HealthApi,
                AutoCloseable {

    /**
     * A client with the default options.
     *
     * @param baseUrl where the gateway is, as in {@code http://localhost:8001}
     * @param adminKey the gateway's admin key, which {@code secure-mcp-gateway admin-key} prints
     * @throws GatewayConfigurationException if the URL is none, or the key cannot be sent; the message does not hold the key
     */
    static GatewayClient create(String baseUrl, String adminKey) {
        return builder().baseUrl(baseUrl).adminKey(adminKey).build();
    }

    /** A builder with the defaults: {@code http://localhost:8001}, and no key. */
    static GatewayClientBuilder builder() {
        return new GatewayClientBuilder();
    }

    /**
     * A client as the environment says: the URL from {@code GATEWAY_BASE_URL} (without it {@code http://localhost:8001}), the key from {@code
     * GATEWAY_ADMIN_KEY}, from the file that {@code GATEWAY_ADMIN_KEY_FILE} names, or from {@code ADMIN_API_KEY}, in this order.
     *
     * @throws GatewayConfigurationException if there is no key, or something cannot be used as it is
     */
    static GatewayClient fromEnv() {
        return builder().environment(System.getenv()).build();
    }

    /**
     * A client that does what these options say and is otherwise this one: it has the same connections, and need not be closed.
     *
     * <pre>{@code
     * client.withOptions(RequestOptions.builder().timeout(Duration.ofMinutes(5)).build()).backup();
     * }</pre>
     */
    GatewayClient withOptions(RequestOptions options);

    /** The same client for calls that do not wait: it has the same connections and options, and need not be closed. */
    GatewayAsyncClient async();

    /** Finds or creates, step by step, what a user needs for a key to a project with servers. */
    default Provisioning provision() {
        return new Provisioning(this);
    }

    /** Ends the connections. Calls under way fail, and so do later ones, of this client and of all that come from it. */
    @Override
    void close();
}
