package dev.mcpgateway.server.keys;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets few hashes run at a time, the others wait in order, and none for ever.
 *
 * <p>The work runs on platform threads of the queue's own, not on the caller's: a caller may be a virtual thread, and
 * two of those in Argon2 would keep both carriers of a small machine from every other request.
 */
final class HashingQueue {

    private static final int THREADS = 2;
    private static final int CAPACITY = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor executor;
    private final Duration longestWait;

    HashingQueue(int threads, int capacity, Duration longestWait) {
        this.longestWait = longestWait;
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(capacity), task -> {
                    Thread thread = new Thread(task, "key-hashing-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** The queue of this process: the bound is on its memory and processors, whoever asks. */
    static HashingQueue ofProcess() {
        return OfProcess.QUEUE;
    }

    /**
     * The result of {@code work}, run when its turn comes; what it throws is thrown here.
     *
     * @throws HashingOverloadedException when the queue is full, the wait is too long, or the caller is interrupted
     *     (and stays so)
     */
    <T> T run(Supplier<T> work) {
        Future<T> future = submit(work);
        try {
            return future.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw HashingOverloadedException.waited(longestWait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HashingOverloadedException.interrupted();
        } catch (ExecutionException e) {
            throw Thrown.by(e);
        } finally {
            // Those that gave up are the oldest, hence at the head, where a cancelled task costs nothing.
            future.cancel(false);
        }
    }

    /** How many wait for a thread now. */
    int waiting() {
        return executor.getQueue().size();
    }

    private <T> Future<T> submit(Supplier<T> work) {
        try {
            return executor.submit(work::get);
        } catch (RejectedExecutionException e) {
            throw HashingOverloadedException.full(longestWait);
        }
    }

    private static final class OfProcess {
        static final HashingQueue QUEUE = new HashingQueue(THREADS, CAPACITY, LONGEST_WAIT);
    }
}
