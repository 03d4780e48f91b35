package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that ends while it is in use has ended for every request that begins after the answer. */
class RevocationIT {
    private static final World WORLD = World.get();
    private static final int CALLERS = 8;
    private static final int CALLS_AFTERWARDS = 25;

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/api-keys/{k}/revoke",
        "POST, /api/v1/api-keys/{k}/disable",
        "POST, /api/v1/api-keys/{k}/regenerate",
        "DELETE, /api/v1/api-keys/{k}",
        "DELETE, /api/v1/projects/{p}/users/{u}",
        "DELETE, /api/v1/users/{u}?force=true",
    })
    void noRequestThatBeginsAfterTheAnswerSucceeds(String method, String template) throws Exception {
        String target = template.replace("{k}", WORLD.id("live"))
                .replace("{p}", WORLD.id(World.ALPHA))
                .replace("{u}", WORLD.id(World.ANNA));
        ApiCall me =
                ApiCall.of("GET", "/api/v1/api-keys/me").withHeader("Authorization", "Bearer " + WORLD.key("live"));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (TestGateway gateway =
                TestGateway.prepared().at(World.NOW).with(WORLD.state()).start()) {
            AtomicBoolean isAnswered = new AtomicBoolean();
            AtomicInteger before = new AtomicInteger();
            CountDownLatch isInUse = new CountDownLatch(CALLERS);
            List<Future<Integer>> successes = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                successes.add(callers.submit(() -> {
                    int late = 0;
                    for (int after = 0; after < CALLS_AFTERWARDS; ) {
                        boolean isAfter = isAnswered.get();
                        int status = gateway.send(me).status();
                        if (isAfter) {
                            after++;
                            late += status == 200 ? 1 : 0;
                        } else if (status == 200) {
                            before.incrementAndGet();
                            isInUse.countDown();
                        }
                    }
                    return late;
                }));
            }
            assertTrue(isInUse.await(30, TimeUnit.SECONDS));
            gateway.send(ApiCall.of(method, target)).expect(200);
            isAnswered.set(true);
            for (Future<Integer> late : successes) {
                assertEquals(0, late.get(30, TimeUnit.SECONDS));
            }
            assertTrue(before.get() >= CALLERS);
        } finally {
            callers.shutdownNow();
        }
    }
}
