package dev.mcpgateway.server.mcp.upstream;

import org.jspecify.annotations.Nullable;

/**
 * A thread that is about to wait for what becomes of a request, and so can as well work on it: a task it does itself costs no other
 * thread being woken, nor its own waking afterwards. Used on that thread alone.
 */
public final class WaitingThread {
    /** Nobody waits. */
    public static final WaitingThread NONE = new WaitingThread(null);

    private final @Nullable Thread thread;
    private @Nullable Runnable task;
    private boolean hasBegun;

    private WaitingThread(@Nullable Thread thread) {
        this.thread = thread;
    }

    /** The current thread, which calls {@link #work} before it waits. */
    public static WaitingThread current() {
        return new WaitingThread(Thread.currentThread());
    }

    /** Whether it takes a task: one, from itself, before it has begun to work. */
    boolean isFree() {
        return Thread.currentThread().equals(thread) && !hasBegun && task == null;
    }

    /**
     * Gives it its task.
     *
     * @param given sees to its own failures, and takes no longer than the thread would wait
     * @throws IllegalStateException where it is not free
     */
    void give(Runnable given) {
        if (!isFree()) {
            throw new IllegalStateException("the thread takes no task");
        }
        task = given;
    }

    /**
     * Does what it was given, if anything.
     *
     * @return for how long, in nanoseconds
     */
    public long work() {
        long since = System.nanoTime();
        hasBegun = true;
        Runnable given = task;
        task = null;
        if (given != null) {
            given.run();
        }
        return System.nanoTime() - since;
    }
}
