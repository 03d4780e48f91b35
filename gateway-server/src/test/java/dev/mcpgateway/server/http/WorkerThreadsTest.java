package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WorkerThreadsTest {
    private static final boolean SYNCHRONIZED_PINS = Runtime.version().feature() < 24;

    @Test
    void theThreadsAreNamedDaemonsAndVirtualWhereBlockingDoesNotPin() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        try (WorkerThreads threads = WorkerThreads.create(1)) {
            threads.execute(() -> worker.complete(Thread.currentThread()));
            Thread thread = worker.get(30, TimeUnit.SECONDS);
            assertTrue(thread.isDaemon());
            assertTrue(thread.getName().startsWith("http-worker-"), thread.getName());
            assertEquals(
                    SYNCHRONIZED_PINS ? "java.lang.Thread" : "java.lang.VirtualThread",
                    thread.getClass().getName());
        }
    }

    @Test
    void platformThreadsAreBounded() {
        assumeTrue(SYNCHRONIZED_PINS);
        CountDownLatch end = new CountDownLatch(1);
        Runnable wait = () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (WorkerThreads threads = WorkerThreads.create(2)) {
            threads.execute(wait);
            threads.execute(wait);
            assertThrows(RejectedExecutionException.class, () -> threads.execute(wait));
        } finally {
            end.countDown();
        }
    }
}
