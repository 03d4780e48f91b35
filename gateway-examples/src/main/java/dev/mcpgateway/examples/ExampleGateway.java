package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.GatewayClientBuilder;
import dev.mcpgateway.server.EmbeddedGateway;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateway that an example runs against: the one at {@code GATEWAY_BASE_URL}, with the key of {@code GATEWAY_ADMIN_KEY}; where that is not set,
 * one inside this program, which is gone with it. A program of your own needs {@link GatewayClient#fromEnv()} alone.
 */
final class ExampleGateway implements AutoCloseable {
    private static final String BASE_URL = "GATEWAY_BASE_URL";

    private final @Nullable EmbeddedGateway embedded;

    private ExampleGateway(@Nullable EmbeddedGateway embedded) {
        this.embedded = embedded;
    }

    /** Finds or starts it, and says which. */
    static ExampleGateway open() {
        Map<String, String> environment = System.getenv();
        if (!environment.getOrDefault(BASE_URL, "").isBlank()) {
            System.out.println("Gateway: " + environment.get(BASE_URL) + ", from " + BASE_URL);
            return new ExampleGateway(null);
        }
        EmbeddedGateway started = EmbeddedGateway.start();
        System.out.println("Gateway: " + started.url() + ", inside this program (" + BASE_URL + " names another)");
        return new ExampleGateway(started);
    }

    /** Where it is. */
    String url() {
        return embedded == null ? System.getenv(BASE_URL) : embedded.url().toString();
    }

    /** A client of it. */
    GatewayClient client() {
        return builder().build();
    }

    /** A builder with its URL and its admin key. */
    GatewayClientBuilder builder() {
        return embedded == null
                ? GatewayClient.builder().environment(System.getenv())
                : GatewayClient.builder().baseUrl(embedded.url().toString()).adminKey(embedded.adminKey());
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
