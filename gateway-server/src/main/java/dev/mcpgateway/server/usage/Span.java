package dev.mcpgateway.server.usage;

import java.time.Instant;

/** What time is cut into, by the clock in UTC, and how many of it are remembered. */
enum Span {
    MINUTE(60, 60),
    HOUR(3_600, 48),
    DAY(86_400, 31);

    private static final long MILLIS = 1_000;

    private final long seconds;
    private final int slots;

    Span(long seconds, int slots) {
        this.seconds = seconds;
        this.slots = slots;
    }

    long seconds() {
        return seconds;
    }

    int slots() {
        return slots;
    }

    /** The number, since 1970, of the slot that {@code millis} is in. */
    int slot(long millis) {
        return (int) Math.floorDiv(millis, seconds * MILLIS);
    }

    Instant start(int slot) {
        return Instant.ofEpochSecond(slot * seconds);
    }
}
