package dev.mcpgateway.examples.endtoend;

import dev.mcpgateway.client.GatewayClient;

/** Every operation, called for a future. */
class AsyncOperationsIT extends EveryOperation {
    @Override
    public GatewayClient caller(GatewayClient owner) {
        return Awaiting.on(owner.async());
    }
}
