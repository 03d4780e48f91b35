package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.spi.Attempt;
import dev.mcpgateway.client.spi.Sleeper;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptTest {
    private final FakeTransport gateway = new FakeTransport();
    private final List<Attempt> attempts = new ArrayList<>();

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        gateway.on("createUser").answer(201, "null");
        Thread.currentThread().interrupt();
        GatewayConnectionException failure = assertThrows(
                GatewayConnectionException.class, () -> gateway.client().createUser("a"));
        assertTrue(Thread.currentThread().isInterrupted());
        assertTrue(failure.isNeverSent());
        assertEquals(List.of(), gateway.requests());
    }

    @Test
    void anInterruptEndsTheExchangeAndIsNotForgotten() {
        CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
        GatewayClient client = GatewayClient.builder()
                .transport(request -> {
                    Thread.currentThread().interrupt();
                    return exchange;
                })
                .observation(attempts::add)
                .build();
        GatewayConnectionException failure = assertThrows(GatewayConnectionException.class, () -> client.getUser("a"));
        assertTrue(Thread.currentThread().isInterrupted());
        assertTrue(exchange.isCancelled());
        assertFalse(failure.isNeverSent());
        assertEquals(List.of(true), attempts.stream().map(Attempt::isLast).toList());
    }

    @Test
    void anInterruptEndsTheWaitBetweenAttempts() {
        gateway.on("getUser").reset();
        GatewayClient client = GatewayClient.builder()
                .transport(gateway)
                .sleeper(new Sleeper() {
                    @Override
                    public void sleep(Duration delay) throws InterruptedException {
                        throw new InterruptedException();
                    }

                    @Override
                    public CompletableFuture<Void> after(Duration delay) {
                        throw new AssertionError("a synchronous call does not wait so");
                    }
                })
                .observation(attempts::add)
                .build();
        assertThrows(GatewayConnectionException.class, () -> client.getUser("a"));
        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals(1, gateway.requests().size());
        assertEquals(1, attempts.size(), "the attempt before was told already");
    }
}
