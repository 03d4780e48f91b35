package dev.mcpgateway.server.mcp.upstream;

import java.util.concurrent.TimeUnit;

/** Whether a remote server can be connected to, as one attempt after the other finds out. */
final class Reachability {
    private static final int MANY = 3;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private int failures;
    private long since;

    synchronized void reached() {
        failures = 0;
    }

    /**
     * An attempt has failed at {@code now}, in nanoseconds of any origin.
     *
     * @return whether so many have on end, for so long, that it is no accident any more
     */
    synchronized boolean isLostAt(long now) {
        if (failures == 0) {
            since = now;
        }
        failures++;
        return failures >= MANY && now - since >= LONG_NANOS;
    }
}
