package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.api.SystemCalls;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.spi.Interceptor;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterceptorTest {
    private final FakeTransport gateway = new FakeTransport();
    private final List<String> seen = new ArrayList<>();

    private Interceptor noting(String name) {
        return (request, next) -> {
            seen.add(name + " before");
            CompletableFuture<TransportResponse> answer = next.send(request.withHeader("X-" + name, "here"));
            seen.add(name + " after");
            return answer;
        };
    }

    private GatewayClient client(Interceptor... interceptors) {
        GatewayClientBuilder builder =
                GatewayClient.builder().adminKey("the-key").transport(gateway);
        for (Interceptor interceptor : interceptors) {
            builder.interceptor(interceptor);
        }
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theFirstIsOutermostAndEachSeesWhatTheOneOutsideHasChanged(Way way) {
        gateway.on("backup").answer(200, "{}");
        way.send(client(noting("one"), noting("two")), SystemCalls.backup());
        assertEquals(List.of("one before", "two before", "two after", "one after"), seen);
        assertEquals("here", gateway.requests().get(0).headers().get("x-one"));
        assertEquals("here", gateway.requests().get(0).headers().get("x-two"));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void itIsCalledForEachAttemptAndSeesTheKey(Way way) {
        gateway.on("getUser").reset();
        Interceptor keys = (request, next) -> {
            seen.add(String.valueOf(request.headers().get("Authorization")));
            return next.send(request);
        };
        GatewayClient client = GatewayClient.builder()
                .adminKey("the-key")
                .transport(gateway)
                .random(() -> 0)
                .interceptor(keys)
                .build();
        assertThrows(RuntimeException.class, () -> way.send(client, UserCalls.getUser("a")));
        assertEquals(List.of("Bearer the-key", "Bearer the-key", "Bearer the-key"), seen);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void itMayAnswerByItself(Way way) {
        Interceptor answering = (request, next) -> CompletableFuture.completedFuture(
                TransportResponse.json(200, "{\"message\":\"from the cache\",\"data\":{}}"));
        assertEquals(
                "from the cache",
                way.send(client(answering), SystemCalls.backup()).message());
        assertEquals(List.of(), gateway.requests());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatItThrowsFailsTheCallAsItIsWithoutAnotherAttempt(Way way) {
        IllegalStateException own = new IllegalStateException("no token");
        List<Interceptor> failing = List.of(
                (request, next) -> {
                    throw own;
                },
                (request, next) -> CompletableFuture.failedFuture(own),
                (request, next) -> next.send(request).thenApply(response -> {
                    throw own;
                }));
        gateway.on("getUser").answer(200, "null");
        for (Interceptor interceptor : failing) {
            seen.clear();
            GatewayClient client = client(noting("outer"), interceptor);
            assertSame(own, assertThrows(IllegalStateException.class, () -> way.send(client, UserCalls.getUser("a"))));
            assertEquals("outer before", seen.get(0));
            assertEquals(1, seen.stream().filter("outer before"::equals).count());
        }
    }

    @Test
    void aSynchronousCallRunsItOnTheCallersThread() {
        gateway.on("backup").answer(200, "{}");
        List<Thread> threads = new ArrayList<>();
        client((request, next) -> {
                    threads.add(Thread.currentThread());
                    return next.send(request);
                })
                .backup();
        assertEquals(List.of(Thread.currentThread()), threads);
    }

    @Test
    void aHeaderFieldThatCannotBeSentFailsTheCallWithoutItsValue() {
        for (String name : List.of("X-Own", "Host", "bad name")) {
            try (GatewayClient client = GatewayClient.builder()
                    .baseUrl("http://localhost:9")
                    .interceptor((request, next) -> next.send(request.withHeader(name, "plan\nted")))
                    .build()) {
                GatewayConfigurationException failure =
                        assertThrows(GatewayConfigurationException.class, () -> client.getUser("a"));
                assertFalse(failure.getMessage().contains("plan"), failure.getMessage());
            }
        }
    }
}
