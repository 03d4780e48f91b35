package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The threads that tasks of one kind may keep waiting at one remote server, and the tasks that wait for one. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that is scheduled has no outcome
final class RemoteLane {
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String label;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final int mostThreads;
    private final int mostWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /**
     * A lane.
     *
     * @param label what messages call the server
     * @param workers of all remote servers
     * @param mostWaiting beside those that have a thread; 0 for tasks that are refused instead
     */
    RemoteLane(String label, Executor workers, ScheduledExecutorService timer, int mostThreads, int mostWaiting) {
        this.label = label;
        this.workers = workers;
        this.timer = timer;
        this.mostThreads = mostThreads;
        this.mostWaiting = mostWaiting;
    }

    /** @throws UpstreamException where there are too many tasks */
    void run(Runnable task) {
        synchronized (this) {
            if (waiting.size() + running >= mostWaiting + mostThreads) {
                throw tooMany();
            }
            waiting.addLast(task);
        }
        if (!start() && mostWaiting == 0 && takeBack(task)) {
            throw new UpstreamException(Reason.OVERLOADED, "Too many calls of remote servers are under way");
        }
    }

    /** Gives the first that waits a thread, if it may have one; false where there is none left. */
    private boolean start() {
        Runnable first;
        synchronized (this) {
            first = running < mostThreads ? waiting.pollFirst() : null;
            if (first == null) {
                return true;
            }
            running++;
        }
        try {
            workers.execute(() -> runToEnd(first));
            return true;
        } catch (RejectedExecutionException full) {
            synchronized (this) {
                running--;
                waiting.addFirst(first);
            }
            if (mostWaiting > 0 && !timer.isShutdown()) {
                timer.schedule(this::start, BUSY_NANOS, TimeUnit.NANOSECONDS);
            }
            return false;
        }
    }

    private void runToEnd(Runnable task) {
        try {
            task.run();
        } finally {
            leave();
        }
    }

    private void leave() {
        synchronized (this) {
            running--;
        }
        start();
    }

    /**
     * The place of a task that begins on a thread of its own.
     *
     * @throws UpstreamException where there are too many tasks
     */
    synchronized Place place() {
        if (waiting.size() + running >= mostThreads) {
            throw tooMany();
        }
        running++;
        return new Place();
    }

    /** A place that is taken until it is left, once, or what it was taken for has run to its end. */
    final class Place {
        private Place() {}

        void leave() {
            RemoteLane.this.leave();
        }

        /** Runs {@code rest} on another thread and leaves the place then; false, and nothing is done, where there is none left. */
        boolean run(Runnable rest) {
            try {
                workers.execute(() -> runToEnd(rest));
                return true;
            } catch (RejectedExecutionException full) {
                return false;
            }
        }

        /** As {@link #run}, on this thread. */
        void runHere(Runnable rest) {
            runToEnd(rest);
        }
    }

    private UpstreamException tooMany() {
        return new UpstreamException(Reason.OVERLOADED, label + " has too many calls under way");
    }

    private synchronized boolean takeBack(Runnable task) {
        return waiting.remove(task);
    }
}
