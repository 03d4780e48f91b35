package dev.mcpgateway.server.mcp.upstream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When something that failed may be tried again: after a second, then twice as long each time, a minute at most, a fifth more or
 * less by chance. Asking does not prolong it. Guarded by its user's lock.
 */
final class Backoff {
    /** As many failures on end are no accident any more. */
    private static final int MANY = 5;

    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();

    private final RandomGenerator random;
    private int failures;
    private long until;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** It failed at {@code now}, in nanoseconds of any origin. */
    void failed(long now) {
        failures++;
        long wait = Math.min(MOST_NANOS, FIRST_NANOS << Math.min(failures - 1, 10));
        until = now + (long) (wait * (0.8 + 0.4 * random.nextDouble()));
    }

    void succeeded() {
        failures = 0;
    }

    /** How long it must not be tried yet; zero or less when it may. */
    long nanosLeft(long now) {
        return failures == 0 ? 0 : until - now;
    }

    boolean hasFailed() {
        return failures > 0;
    }

    boolean hasFailedOften() {
        return failures >= MANY;
    }
}
