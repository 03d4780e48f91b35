package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.spi.Sleeper;
import dev.mcpgateway.client.spi.Transport;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Futures at every stage of a call: the exchange, the wait before the next one, the end. */
class AsyncCallTest {
    private final List<CompletableFuture<TransportResponse>> exchanges = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> waits = new CopyOnWriteArrayList<>();

    private final Transport transport = request -> {
        CompletableFuture<TransportResponse> exchange = new CompletableFuture<>();
        exchanges.add(exchange);
        return exchange;
    };

    private final Sleeper sleeper = new Sleeper() {
        @Override
        public void sleep(Duration delay) {
            throw new AssertionError("an asynchronous call does not wait so");
        }

        @Override
        public CompletableFuture<Void> after(Duration delay) {
            CompletableFuture<Void> wait = new CompletableFuture<>();
            waits.add(wait);
            return wait;
        }
    };

    private final GatewayAsyncClient client = GatewayClient.builder()
            .transport(transport)
            .sleeper(sleeper)
            .build()
            .async();

    @Test
    void cancellingAbortsTheExchange() {
        CompletableFuture<UserName> user = client.updateUser("a", "b");
        user.cancel(true);
        assertTrue(exchanges.get(0).isCancelled());
        assertEquals(1, exchanges.size());
    }

    @Test
    void cancellingTheWholeAnswerAbortsTheExchangeToo() {
        client.send(UserCalls.getUser("a")).cancel(true);
        assertTrue(exchanges.get(0).isCancelled());
    }

    @Test
    void cancellingEndsTheWaitAndNoFurtherAttemptIsMade() {
        CompletableFuture<UserName> user = client.updateUser("a", "b");
        exchanges.get(0).completeExceptionally(new IOException("Connection reset"));
        assertEquals(1, waits.size());
        user.cancel(true);
        assertTrue(waits.get(0).isCancelled());
        waits.get(0).complete(null);
        assertEquals(1, exchanges.size());
    }

    @Test
    void cancellingAbortsTheSecondAttempt() {
        CompletableFuture<UserName> user = client.updateUser("a", "b");
        exchanges.get(0).completeExceptionally(new IOException("Connection reset"));
        waits.get(0).complete(null);
        user.cancel(true);
        assertTrue(exchanges.get(1).isCancelled());
        assertEquals(2, exchanges.size());
    }

    @Test
    void anAnswerAfterACancellationChangesNothing() {
        CompletableFuture<UserName> user = client.updateUser("a", "b");
        CompletableFuture<TransportResponse> exchange = exchanges.get(0);
        user.cancel(true);
        exchange.complete(TransportResponse.json(503, ""));
        assertThrows(CancellationException.class, user::join);
        assertEquals(List.of(), waits);
    }

    @Test
    void cancellingWhatHasEndedChangesNothing() {
        CompletableFuture<UserName> user = client.updateUser("a", "b");
        exchanges
                .get(0)
                .complete(
                        TransportResponse.json(200, "{\"message\":\"\",\"data\":{\"user_id\":\"u\",\"email\":\"b\"}}"));
        assertFalse(user.cancel(true));
        assertEquals("b", user.join().email());
    }

    @Test
    void aTransportThatIsCancelledWhileItIsCalledIsAborted() {
        CompletableFuture<CompletableFuture<UserName>> call = new CompletableFuture<>();
        CompletableFuture<TransportResponse> second = new CompletableFuture<>();
        GatewayAsyncClient cancelling = GatewayClient.builder()
                .transport(request -> {
                    if (!call.isDone()) {
                        return CompletableFuture.failedFuture(new IOException("Connection reset"));
                    }
                    call.join().cancel(true);
                    return second;
                })
                .sleeper(sleeper)
                .build()
                .async();
        call.complete(cancelling.updateUser("a", "b"));
        waits.get(0).complete(null);
        assertTrue(second.isCancelled());
    }

    @Test
    void aWaitBetweenAttemptsThatFailsEndsTheCall() {
        CompletableFuture<UserName> user = client.updateUser("a", "b");
        exchanges.get(0).completeExceptionally(new IOException("Connection reset"));
        waits.get(0).completeExceptionally(new IllegalStateException("the sleeper's scheduler was shut down"));
        assertInstanceOf(
                IllegalStateException.class,
                assertThrows(ExecutionException.class, () -> user.get(20, TimeUnit.SECONDS))
                        .getCause());
        assertEquals(1, exchanges.size());
    }

    @Test
    void whatFailsGivesTheClientsExceptionWithNothingAroundIt() {
        for (CompletableFuture<?> future : List.of(client.createUser("a"), client.send(UserCalls.createUser("a")))) {
            CompletableFuture<Throwable> seen = new CompletableFuture<>();
            CompletableFuture<?> watched = future.whenComplete((value, failure) -> seen.complete(failure));
            exchanges.forEach(exchange -> exchange.completeExceptionally(new IOException("Connection reset")));
            assertInstanceOf(GatewayConnectionException.class, seen.join());
            assertInstanceOf(
                    GatewayConnectionException.class,
                    assertThrows(ExecutionException.class, future::get).getCause());
            assertInstanceOf(
                    GatewayException.class,
                    assertThrows(CompletionException.class, watched::join).getCause());
        }
    }

    @Test
    void anExchangeThatDoesNotEndIsAbortedAtItsDeadline() {
        CompletableFuture<UserName> user = client.withOptions(
                        RequestOptions.builder().timeout(Duration.ofMillis(30)).build())
                .createUser("a");
        ExecutionException failure = assertThrows(ExecutionException.class, () -> user.get(20, TimeUnit.SECONDS));
        assertInstanceOf(GatewayTimeoutException.class, failure.getCause());
        assertTrue(exchanges.get(0).isCancelled());
    }

    @Test
    void theApplicationsCodeDoesNotRunOnTheTimersThread() throws Exception {
        CompletableFuture<String> afterDeadline = new CompletableFuture<>();
        CompletableFuture<String> afterWait = new CompletableFuture<>();
        Transport hanging = request -> {
            if (exchanges.size() == 1) {
                afterWait.complete(Thread.currentThread().getName());
            }
            return transport.send(request);
        };
        GatewayAsyncClient timed = GatewayClient.builder()
                .transport(hanging)
                .timeout(Duration.ofMillis(200))
                .options(RequestOptions.builder()
                        .attemptTimeout(Duration.ofMillis(20))
                        .retry(new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO))
                        .build())
                .random(() -> 1)
                .build()
                .async();
        CompletableFuture<UserName> user = timed.updateUser("a", "b");
        CompletableFuture<UserName> watched = user.whenComplete((value, failure) ->
                afterDeadline.complete(Thread.currentThread().getName()));
        for (CompletableFuture<String> thread : List.of(afterWait, afterDeadline)) {
            String name = thread.get(20, TimeUnit.SECONDS);
            assertFalse(name.contains("Delay"), name);
        }
        assertThrows(CompletionException.class, watched::join);
    }

    @Test
    void aRequestThatCannotBeMadeIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> client.getUser(""));
        assertThrows(IllegalArgumentException.class, () -> client.getUser("half \ud83d"));
        assertEquals(List.of(), exchanges);
    }

    @Test
    void manyCallsCanBeUnderWayAtOnce() {
        List<CompletableFuture<UserName>> users = IntStream.range(0, 100)
                .mapToObj(i -> client.createUser("user-" + i))
                .toList();
        assertEquals(100, exchanges.size());
        for (int i = 0; i < 100; i++) {
            exchanges
                    .get(i)
                    .complete(TransportResponse.json(
                            201, "{\"message\":\"\",\"data\":{\"user_id\":\"u\",\"email\":\"user-" + i + "\"}}"));
        }
        for (int i = 0; i < 100; i++) {
            assertEquals("user-" + i, users.get(i).join().email());
        }
    }
}
