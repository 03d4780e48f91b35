package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlinesTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final Deadlines deadlines = new Deadlines();

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(20, TimeUnit.SECONDS), "it was not ended");
    }

    @Test
    void whatIsDueEarlierThanWhatWasThereIsEndedFirst() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        deadlines.add(later::countDown, LONG);
        deadlines.add(ended::countDown, SHORT);
        await(ended);
        assertEquals(1, later.getCount());
    }

    @Test
    void whatIsDueLaterIsEndedAfterWhatTheTimerWasSetForIsGone() throws Exception {
        CountDownLatch release = holdTheTimer();
        CountDownLatch ended = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        long removed = deadlines.add(() -> order.add("removed"), SHORT);
        deadlines.add(
                () -> {
                    order.add("left");
                    ended.countDown();
                },
                SHORT.multipliedBy(4));
        deadlines.remove(removed);
        release.countDown();
        await(ended);
        assertEquals(List.of("left"), order);
    }

    @Test
    void theTimerIsSetAnewAfterAllWasEnded() throws Exception {
        for (int i = 0; i < 3; i++) {
            CountDownLatch ended = new CountDownLatch(2);
            deadlines.add(ended::countDown, SHORT);
            deadlines.add(ended::countDown, SHORT);
            await(ended);
        }
    }

    @Test
    void nothingIsEndedByTheThreadThatAddsItOrWhileOthersAreLockedOut() throws Exception {
        List<Thread> enders = new CopyOnWriteArrayList<>();
        List<Boolean> locked = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            CountDownLatch ended = new CountDownLatch(1);
            deadlines.add(
                    () -> {
                        enders.add(Thread.currentThread());
                        locked.add(Thread.holdsLock(deadlines));
                        ended.countDown();
                    },
                    Duration.ofNanos(1));
            await(ended);
        }
        enders.forEach(ender -> assertNotEquals(Thread.currentThread(), ender));
        assertFalse(locked.contains(true));
    }

    @Test
    void aTimeWithoutAnEndDoesNotTakeTheTimerFromWhatIsOverdue() throws Exception {
        CountDownLatch release = holdTheTimer();
        CountDownLatch ended = new CountDownLatch(1);
        long due = System.nanoTime() + SHORT.toNanos();
        deadlines.add(ended::countDown, SHORT);
        while (System.nanoTime() - due < SHORT.toNanos()) {
            Thread.onSpinWait();
        }
        deadlines.add(() -> {}, Duration.ofSeconds(Long.MAX_VALUE));
        release.countDown();
        await(ended);
    }

    /** Keeps the JVM's timer from going off until the latch is counted down. */
    private static CountDownLatch holdTheTimer() throws InterruptedException {
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Void> holding = new CompletableFuture<>();
        Futures.whenEnded(holding, (nothing, failure) -> {
            isHeld.countDown();
            awaitUnchecked(release);
        });
        assertSame(holding, holding.completeOnTimeout(null, 1, TimeUnit.NANOSECONDS));
        await(isHeld);
        return release;
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            await(latch);
        } catch (InterruptedException interrupt) {
            throw new AssertionError("the timer's thread was interrupted", interrupt);
        }
    }
}
