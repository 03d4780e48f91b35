package dev.mcpgateway.server.domain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The wall clock in whole microseconds, the precision of stored dates. {@link #next} never gives the same moment twice,
 * even when the clock stands still or is set back, so that the order of creation is the order of dates; {@link #latest} is what
 * the ends of keys are held against.
 */
public final class Timestamps {
    /** A clock that is set back by less was corrected; one that is set back by more was wrong before. */
    private static final Duration CORRECTION = Duration.ofMinutes(5);

    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);
    private volatile Instant latest = Instant.EPOCH;

    public Timestamps(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The present moment, or the latest that the clock has shown where it was set back by less than five minutes: what has expired
     * does not come back to life by that.
     */
    public Instant latest() {
        Instant now = now();
        Instant seen = latest;
        if (now.isBefore(seen) && Duration.between(now, seen).compareTo(CORRECTION) < 0) {
            return seen;
        }
        // Two threads at once may leave the earlier of their two moments: microseconds apart, so nothing comes of it.
        latest = now;
        return now;
    }

    public Instant next() {
        Instant now = now();
        return last.updateAndGet(previous -> now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS));
    }
}
