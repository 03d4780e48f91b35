package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.util.concurrent.CompletableFuture;

/** Lets nothing through once the client is closed, whatever the transport inside would do. */
public final class ClosableTransport implements Transport {
    private final Transport transport;
    private volatile boolean isClosed;

    public ClosableTransport(Transport transport) {
        this.transport = transport;
    }

    /** Whether nothing goes through any more. */
    boolean isClosed() {
        return isClosed;
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request) {
        return isClosed
                ? CompletableFuture.failedFuture(new GatewayConfigurationException("the client is closed"))
                : transport.send(request);
    }

    @Override
    public void close() {
        isClosed = true;
        transport.close();
    }
}
