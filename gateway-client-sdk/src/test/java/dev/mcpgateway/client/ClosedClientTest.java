package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosedClientTest {

    @ParameterizedTest
    @EnumSource(Way.class)
    void aClosedClientAndAllThatComeFromItSendNothing(Way way) {
        FakeTransport gateway = new FakeTransport();
        gateway.on("getUser").answer(200, "null");
        GatewayClient client = gateway.client();
        GatewayClient derived = client.withOptions(RequestOptions.none());
        client.close();
        for (GatewayClient closed : List.of(client, derived)) {
            GatewayConfigurationException failure =
                    assertThrows(GatewayConfigurationException.class, () -> way.send(closed, UserCalls.getUser("a")));
            assertTrue(failure.getMessage().contains("closed"), failure.getMessage());
        }
        assertEquals(List.of(), gateway.requests());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aClientWithItsOwnConnectionsSaysTheSame(Way way) {
        GatewayClient client = GatewayClient.create("http://localhost:9", "key");
        client.async().close();
        client.close();
        assertThrows(GatewayConfigurationException.class, () -> way.send(client, UserCalls.getUser("a")));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aCallThatBreaksBecauseTheClientIsClosedIsNotMadeAgain(Way way) {
        FakeTransport gateway = new FakeTransport();
        gateway.on("getUser").reset();
        AtomicReference<GatewayClient> open = new AtomicReference<>();
        GatewayClient client = GatewayClient.builder()
                .transport(gateway)
                .interceptor((request, next) -> {
                    Objects.requireNonNull(open.get()).close();
                    return next.send(request);
                })
                .build();
        open.set(client);
        assertThrows(GatewayConnectionException.class, () -> way.send(client, UserCalls.getUser("a")));
        assertEquals(1, gateway.requests().size());
    }

    @Test
    void theTransportIsClosedWithTheClient() {
        AtomicInteger closed = new AtomicInteger();
        Transport transport = new Transport() {
            @Override
            public CompletableFuture<TransportResponse> send(TransportRequest request) {
                throw new AssertionError("nothing is sent");
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        GatewayClient.builder()
                .transport(transport)
                .interceptor((request, next) -> next.send(request))
                .build()
                .close();
        assertEquals(1, closed.get());
    }
}
