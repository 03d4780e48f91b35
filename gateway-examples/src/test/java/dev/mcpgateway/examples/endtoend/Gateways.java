package dev.mcpgateway.examples.endtoend;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.GatewayClientBuilder;
import dev.mcpgateway.server.EmbeddedGateway;

/** Clients of the gateway that a test has started. */
final class Gateways {
    private Gateways() {}

    static GatewayClient client(EmbeddedGateway gateway) {
        return builder(gateway).build();
    }

    static GatewayClientBuilder builder(EmbeddedGateway gateway) {
        return GatewayClient.builder().baseUrl(gateway.url().toString()).adminKey(gateway.adminKey());
    }
}
