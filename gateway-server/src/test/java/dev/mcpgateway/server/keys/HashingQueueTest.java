package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HashingQueueTest {

    private static final Duration LONG = Duration.ofSeconds(50);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letAllGo() {
        release.countDown();
        callers.shutdownNow();
    }

    @Test
    void noMoreWorkRunsAtATimeThanThereAreThreads() throws Exception {
        HashingQueue queue = new HashingQueue(2, 100, LONG);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            results.add(callers.submit(() -> queue.run(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                awaitRelease();
                running.decrementAndGet();
                return number;
            })));
        }
        spinUntil(() -> queue.waiting() == 18 && running.get() == 2);

        assertEquals(2, most.get());
        release.countDown();
        for (int i = 0; i < 20; i++) {
            assertEquals(i, results.get(i).get());
        }
        assertEquals(2, most.get());
    }

    @Test
    void aCallThatFindsTheQueueFullIsTurnedAwayAtOnce() throws Exception {
        HashingQueue queue = new HashingQueue(1, 1, LONG);
        CountDownLatch started = new CountDownLatch(1);
        Future<String> first = callers.submit(() -> queue.run(() -> {
            started.countDown();
            awaitRelease();
            return "first";
        }));
        started.await();
        Future<String> second = callers.submit(() -> queue.run(() -> "second"));
        spinUntil(() -> queue.waiting() == 1);

        HashingOverloadedException overloaded =
                assertThrows(HashingOverloadedException.class, () -> queue.run(() -> "third"));

        assertEquals(LONG, overloaded.retryAfter());
        assertTrue(String.valueOf(overloaded.getMessage()).contains("queue is full"));
        release.countDown();
        assertEquals("first", first.get());
        assertEquals("second", second.get());
    }

    @Test
    void aCallWhoseTurnDoesNotComeGivesUpAndItsWorkIsNotDone() throws Exception {
        HashingQueue patient = new HashingQueue(1, 10, Duration.ofMillis(1));
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        while (started.getCount() > 0) {
            assertThrows(
                    HashingOverloadedException.class,
                    () -> patient.run(() -> {
                        started.countDown();
                        awaitRelease();
                        return 0;
                    }));
        }
        HashingOverloadedException overloaded =
                assertThrows(HashingOverloadedException.class, () -> patient.run(() -> done.getAndSet(true)));

        assertTrue(String.valueOf(overloaded.getMessage()).contains("no turn within"));
        release.countDown();
        spinUntil(() -> patient.waiting() == 0);
        assertFalse(done.get());
    }

    @Test
    void anInterruptedCallerGivesUpAndStaysInterrupted() {
        HashingQueue queue = new HashingQueue(1, 10, LONG);
        Thread.currentThread().interrupt();

        assertThrows(
                HashingOverloadedException.class,
                () -> queue.run(() -> {
                    awaitRelease();
                    return 0;
                }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void whatTheWorkThrowsIsThrownToTheCallerAndTheThreadGoesOn() {
        HashingQueue queue = new HashingQueue(1, 10, LONG);
        MalformedHashException failure = new MalformedHashException("test");
        AssertionError error = new AssertionError("test");

        assertSame(
                failure,
                assertThrows(
                        MalformedHashException.class,
                        () -> queue.run(() -> {
                            throw failure;
                        })));
        assertSame(
                error,
                assertThrows(
                        AssertionError.class,
                        () -> queue.run(() -> {
                            throw error;
                        })));
        assertEquals("next", queue.run(() -> "next"));
    }

    @Test
    void theThreadsDoNotKeepAProcessAlive() {
        assertTrue(new HashingQueue(1, 1, LONG).run(() -> Thread.currentThread().isDaemon()));
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void spinUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
