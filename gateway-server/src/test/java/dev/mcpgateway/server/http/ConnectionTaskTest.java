package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ConnectionTaskTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(-5);
    private final Watchdog watchdog = new Watchdog(Limits.defaults().withMaxUnfinishedHeaders(2), clock::get);

    /** What a test does inside a task. */
    private interface Work {
        void with(ConnectionTask task) throws Exception;
    }

    private void run(Work work) throws Exception {
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        new ConnectionTask(watchdog, () -> {
                    try {
                        work.with(ConnectionTask.current());
                    } catch (Exception e) {
                        failure.complete(e);
                    }
                })
                .run();
        if (failure.isDone()) {
            throw failure.get();
        }
    }

    /** Moves the clock and lets the watchdog look, as its own thread would. */
    private void pass(long nanos) {
        clock.addAndGet(nanos);
        watchdog.check();
    }

    @Test
    void aHeaderMayTakeThirtySecondsAndNoLonger() throws Exception {
        run(task -> {
            pass(29 * SECOND);
            assertFalse(Thread.currentThread().isInterrupted());
            pass(2 * SECOND);
            assertTrue(Thread.currentThread().isInterrupted());
            assertThrows(IOException.class, task::headerRead);
            assertFalse(Thread.currentThread().isInterrupted(), "the interrupt has done its work");
        });
    }

    @Test
    void aHandlerMayTakeForever() throws Exception {
        run(task -> {
            task.headerRead();
            pass(3600 * SECOND);
            assertFalse(Thread.currentThread().isInterrupted());
            task.requireWhole();
        });
    }

    @Test
    void eachReadAndWriteHasADeadlineOfItsOwn() throws Exception {
        run(task -> {
            task.headerRead();
            for (int i = 0; i < 10; i++) {
                task.begin(30 * SECOND);
                pass(20 * SECOND);
                assertFalse(Thread.currentThread().isInterrupted());
                task.end();
            }
            task.begin(SECOND);
            pass(2 * SECOND);
            assertTrue(Thread.currentThread().isInterrupted());
            task.end();
            assertFalse(Thread.currentThread().isInterrupted());
            assertTrue(task.isCut());
            assertThrows(IOException.class, () -> task.begin(SECOND));
        });
    }

    @Test
    void anEventStreamMayBeIdleForever() throws Exception {
        run(task -> {
            task.headerRead();
            task.startStreaming();
            pass(3600 * SECOND);
            task.begin(SECOND);
            task.end();
            pass(3600 * SECOND);
            assertFalse(Thread.currentThread().isInterrupted());
            assertFalse(task.stopStreaming());
            task.requireWhole();
        });
    }

    @Test
    void closingEndsAnEventStreamBetweenTwoEventsAndNotInOne() throws Exception {
        run(task -> {
            task.headerRead();
            task.startStreaming();
            task.begin(SECOND);
            watchdog.startClosing();
            assertFalse(Thread.currentThread().isInterrupted(), "an event is being written");
            task.end();
            pass(SECOND / 10);
            assertTrue(Thread.currentThread().isInterrupted());
            assertThrows(IOException.class, () -> task.begin(SECOND));
            assertTrue(task.stopStreaming());
            assertFalse(Thread.currentThread().isInterrupted());
            task.begin(SECOND);
            task.end();
            task.requireWhole();
        });
    }

    @Test
    void pastTheBoundTheOldestUnfinishedHeaderIsCut() throws Exception {
        List<CompletableFuture<Boolean>> cut = new ArrayList<>();
        CountDownLatch enough = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            CountDownLatch started = new CountDownLatch(1);
            cut.add(result);
            Thread thread = new Thread(new ConnectionTask(watchdog, () -> {
                started.countDown();
                try {
                    enough.await();
                    result.complete(false);
                } catch (InterruptedException e) {
                    result.complete(true);
                }
            }));
            thread.setDaemon(true);
            thread.start();
            started.await();
        }
        assertTrue(cut.get(0).get(30, TimeUnit.SECONDS));
        assertTrue(cut.get(1).get(30, TimeUnit.SECONDS));
        enough.countDown();
        assertFalse(cut.get(2).get(30, TimeUnit.SECONDS));
        assertFalse(cut.get(3).get(30, TimeUnit.SECONDS));
    }

    @Test
    void waitingForTheEndOfAllRequestsIsBounded() throws Exception {
        watchdog.startClosing();
        assertTrue(watchdog.awaitIdle(Duration.ZERO));
        run(task -> {
            assertTrue(watchdog.awaitIdle(Duration.ZERO), "a header is no request yet");
            task.headerRead();
            assertFalse(watchdog.awaitIdle(Duration.ZERO));
        });
        assertTrue(watchdog.awaitIdle(Duration.ZERO));
    }

    /** Everything is always late here, so the watchdog cuts wherever it can. */
    @Test
    void anInterruptNeverReachesAThreadThatHasMovedOn() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread cutter = new Thread(() -> {
            while (!done.get()) {
                pass(3600 * SECOND);
            }
        });
        cutter.setDaemon(true);
        cutter.start();
        long cuts = 0;
        for (int i = 0; i < 100_000; i++) {
            AtomicBoolean cut = new AtomicBoolean();
            run(task -> {
                try {
                    task.headerRead();
                    assertFalse(Thread.currentThread().isInterrupted());
                    task.begin(1);
                    task.end();
                    assertFalse(Thread.currentThread().isInterrupted());
                    task.requireWhole();
                } catch (IOException e) {
                    assertFalse(Thread.currentThread().isInterrupted());
                    cut.set(true);
                }
            });
            assertFalse(Thread.currentThread().isInterrupted());
            cuts += cut.get() ? 1 : 0;
        }
        done.set(true);
        cutter.join();
        assertTrue(cuts > 0, "the two threads have met");
        assertEquals(0, Thread.interrupted() ? 1 : 0);
    }
}
