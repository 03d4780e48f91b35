package dev.mcpgateway.server.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Knows every task and cuts those that are late: one daemon thread looks at all of them a few times per deadline.
 * Connections that have sent no whole header are also bounded in number, as each holds a thread while it can show
 * nothing for it.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Watchdog.class.getName());

    private static final long LONGEST_TICK = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int TICKS_PER_DEADLINE = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    /** In the order of their deadlines, as all headers have the same time. */
    private final TaskList unfinishedHeaders = new TaskList();

    private final TaskList active = new TaskList();
    private final LongSupplier nanoTime;
    private final long origin;
    private final long headerNanos;
    private final int maxUnfinishedHeaders;
    private final long tickNanos;
    private volatile boolean closing;
    private volatile boolean stopped;

    Watchdog(Limits limits, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.headerNanos = limits.headerDeadline().toNanos();
        this.maxUnfinishedHeaders = limits.maxUnfinishedHeaders();
        this.tickNanos = tick(limits);
    }

    private static long tick(Limits limits) {
        Duration shortest = limits.headerDeadline();
        for (Duration other : List.of(limits.bodyReadGap(), limits.writeDeadline(), limits.drainTime())) {
            shortest = other.compareTo(shortest) < 0 ? other : shortest;
        }
        return Math.max(SHORTEST_TICK, Math.min(LONGEST_TICK, shortest.toNanos() / TICKS_PER_DEADLINE));
    }

    /** Starts the thread. */
    void start() {
        Thread thread = new Thread(this::watch, "http-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (!stopped) {
            LockSupport.parkNanos(tickNanos);
            try {
                check();
            } catch (RuntimeException | Error failure) {
                // Without this thread no deadline is kept any more, so it outlives whatever went wrong once.
                LOG.log(Level.ERROR, "the watchdog failed and goes on", failure);
            }
        }
    }

    /** Cuts what is late now. */
    void check() {
        long now = now();
        List<ConnectionTask> late = new ArrayList<>();
        List<ConnectionTask> streams = new ArrayList<>();
        lock.lock();
        try {
            for (ConnectionTask first = unfinishedHeaders.first();
                    first != null && first.isLate(now);
                    first = unfinishedHeaders.first()) {
                unfinishedHeaders.remove(first);
                late.add(first);
            }
            active.forEach(task -> {
                if (task.isLate(now)) {
                    late.add(task);
                }
            });
            if (closing) {
                active.forEach(streams::add);
            }
        } finally {
            lock.unlock();
        }
        late.forEach(task -> task.cutIfLate(now));
        streams.forEach(ConnectionTask::endStream);
    }

    private long now() {
        return nanoTime.getAsLong() - origin + ConnectionTask.FIRST_DEADLINE;
    }

    /** Odd, so that no other deadline ever equals that of a header. */
    long deadline(long nanos) {
        return (now() + nanos) | 1;
    }

    /** Even. */
    long headerDeadline() {
        return (now() + headerNanos) & ~1L;
    }

    void headerStarted(ConnectionTask task) {
        ConnectionTask oldest = null;
        lock.lock();
        try {
            unfinishedHeaders.add(task);
            if (unfinishedHeaders.size() > maxUnfinishedHeaders) {
                oldest = unfinishedHeaders.first();
                if (oldest != null) {
                    unfinishedHeaders.remove(oldest);
                }
            }
        } finally {
            lock.unlock();
        }
        if (oldest != null) {
            oldest.cutHeader();
        }
    }

    void headerRead(ConnectionTask task) {
        lock.lock();
        try {
            unfinishedHeaders.remove(task);
            active.add(task);
        } finally {
            lock.unlock();
        }
    }

    void finished(ConnectionTask task) {
        lock.lock();
        try {
            unfinishedHeaders.remove(task);
            active.remove(task);
            if (closing && active.size() == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the listener is closing: no connection is kept for another request. */
    boolean isClosing() {
        return closing;
    }

    /** Asks event streams to end, from now on. */
    void startClosing() {
        closing = true;
        check();
    }

    /** Waits until no request is being served; false if some still are when the time is over. */
    boolean awaitIdle(Duration time) throws InterruptedException {
        long left = time.toNanos();
        lock.lock();
        try {
            while (active.size() > 0) {
                if (left <= 0) {
                    return false;
                }
                left = idle.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Cuts everything that is left and stops the thread. */
    @Override
    public void close() {
        stopped = true;
        List<ConnectionTask> left = new ArrayList<>();
        lock.lock();
        try {
            active.forEach(left::add);
            unfinishedHeaders.forEach(left::add);
        } finally {
            lock.unlock();
        }
        left.forEach(ConnectionTask::cut);
    }
}
