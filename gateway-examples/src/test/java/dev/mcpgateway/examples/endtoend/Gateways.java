package dev.mcpgateway.examples.endtoend;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.GatewayClientBuilder;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.server.EmbeddedGateway;

/** Clients of the gateway that a test has started. */
final class Gateways {
    private Gateways() {}

    static GatewayClient client(EmbeddedGateway gateway) {
        return builder(gateway).build();
    }

    /** A builder of a client that has a user key. */
    static GatewayClientBuilder holder(EmbeddedGateway gateway, Secret userKey) {
        return GatewayClient.builder().baseUrl(gateway.url().toString()).userKey(userKey);
    }

    static GatewayClientBuilder builder(EmbeddedGateway gateway) {
        return GatewayClient.builder().baseUrl(gateway.url().toString()).adminKey(gateway.adminKey());
    }
}
