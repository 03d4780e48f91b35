package dev.mcpgateway.server.store;

import java.util.concurrent.locks.LockSupport;

/** Time as it passes for a log; a test's may pass faster than that of the world. */
@FunctionalInterface
interface Ticker {
    /** The time since some moment, in nanoseconds; may overflow. */
    long nanoTime();

    /** Waits until {@code nanos} have passed or the thread is unparked. */
    default void park(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }
}
