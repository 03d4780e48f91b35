package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.spi.Interceptor;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Puts interceptors around a transport, the first outermost. */
public final class Interceptors {
    private Interceptors() {}

    /** The transport with all of them around it. */
    public static Transport around(Transport transport, List<Interceptor> interceptors) {
        Transport wrapped = transport;
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            wrapped = new Intercepted(interceptors.get(i), wrapped);
        }
        return wrapped;
    }

    private record Intercepted(Interceptor interceptor, Transport next) implements Transport {
        @Override
        public CompletableFuture<TransportResponse> send(TransportRequest request) {
            return interceptor.intercept(request, next);
        }

        @Override
        public void close() {
            next.close();
        }
    }
}
