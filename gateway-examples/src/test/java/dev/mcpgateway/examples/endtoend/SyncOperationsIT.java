package dev.mcpgateway.examples.endtoend;

import dev.mcpgateway.client.GatewayClient;

/** Every operation, called and waited for on the caller's thread. */
class SyncOperationsIT extends EveryOperation {
    @Override
    public GatewayClient caller(GatewayClient owner) {
        return owner;
    }
}
