package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.RateLimit;
import java.util.function.LongSupplier;

/**
 * Lets so many calls pass in so many seconds, exactly: in no window of that length do more pass, wherever it begins. A
 * call that is turned away uses nothing up.
 *
 * <p>Callers are counted by group: a key and the one that a rotation made of it share one. The limit comes with each
 * call, so that a change of it counts from the next call on. Of what passed before the change as much is remembered as
 * the limits until then had to know: after a change to a longer window, windows that began before it may hold more.
 *
 * <p>A pass costs eight bytes while it is in the window, and a decision the same time whatever the limit is.
 */
public final class RateLimiter {

    private static final long NANOS = 1_000_000_000L;

    private final Buckets<String, PassLog> buckets;
    private final LongSupplier nanoTime;

    /** @param nanoTime a monotonic clock, {@link System#nanoTime} */
    public RateLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.buckets = new Buckets<>(PassLog::new, nanoTime);
    }

    /**
     * What came of one call.
     *
     * @param passes whether it may go on
     * @param remaining how many more may pass at once
     * @param resetSeconds until the oldest call leaves the window, rounded up; for a call that is turned away, until the
     *     same call passes
     */
    public record Decision(boolean passes, int remaining, int resetSeconds) {}

    /**
     * Decides on a call of {@code key}, and counts it if it passes.
     *
     * @param limit within the bounds that {@link RateLimit} names
     */
    public Decision pass(KnownKey key, RateLimit limit) {
        requireWithinBounds(limit);
        return buckets.with(key.record().rateGroup(), key.passes(), passes -> {
            if (passes != key.passes()) {
                key.countedIn(passes);
            }
            return decide(passes, limit, true);
        });
    }

    /** What {@link #pass} would say now, with {@code remaining} as it is before the call; nothing is counted. */
    public Decision look(ApiKey key, RateLimit limit) {
        requireWithinBounds(limit);
        return buckets.with(key.rateGroup(), passes -> decide(passes, limit, false));
    }

    /** How many groups are counted at present. */
    int groups() {
        return buckets.size();
    }

    /** The clock is read under the lock of {@code passes}, so that they are noted in their order. */
    private Decision decide(PassLog passes, RateLimit rate, boolean counts) {
        int limit = rate.limit();
        long window = rate.windowSeconds() * NANOS;
        long now = nanoTime.getAsLong();
        if (!passes.hasRoom(limit, window, now)) {
            return new Decision(false, 0, passes.secondsUntilOut(limit, window, now));
        }
        if (counts) {
            passes.add(now, limit, window);
        }
        int used = passes.count(window, now);
        return new Decision(true, limit - used, used == 0 ? 0 : passes.secondsUntilOut(used, window, now));
    }

    private static void requireWithinBounds(RateLimit limit) {
        requireBetween(limit.limit(), RateLimit.MAX_LIMIT, "limit");
        requireBetween(limit.windowSeconds(), RateLimit.MAX_WINDOW_SECONDS, "window");
    }

    private static void requireBetween(int value, int most, String name) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are 1 to " + most);
        }
    }
}
