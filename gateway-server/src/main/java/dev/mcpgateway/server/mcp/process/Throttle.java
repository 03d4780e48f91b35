package dev.mcpgateway.server.mcp.process;

import java.util.concurrent.TimeUnit;

/**
 * Slows down the reader of a stream that nobody asked for: the pipe fills up, and who floods it waits, instead of taking the
 * processor from everybody. Used by one thread.
 */
public final class Throttle {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long most;
    private long used;
    private long windowStart = System.nanoTime();

    /** @param mostPerSecond how much may pass in a second, in any unit */
    public Throttle(long mostPerSecond) {
        this.most = mostPerSecond;
    }

    /** Waits until {@code amount} more may pass, for a second at most. */
    public void pass(long amount) throws InterruptedException {
        long now = System.nanoTime();
        if (now - windowStart >= WINDOW_NANOS) {
            windowStart = now;
            used = 0;
        }
        used += amount;
        if (used > most) {
            TimeUnit.NANOSECONDS.sleep(windowStart + WINDOW_NANOS - now);
        }
    }
}
