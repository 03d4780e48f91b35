package dev.mcpgateway.server.store;

import java.time.Duration;

/**
 * Says when the configuration file is to be written: when nothing changed for a second or the journal has grown past 16
 * MiB, and never for more than a twentieth of the time. All times are those of {@link System#nanoTime}.
 */
final class SnapshotSchedule {
    static final Duration QUIET = Duration.ofSeconds(1);
    static final long JOURNAL_LIMIT = 16L << 20;

    private static final int REST = 19;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private boolean resting;
    private long restUntil;
    private Duration retry = FIRST_RETRY;

    /** How long to wait from {@code now} until something changed at {@code lastChange} is to be written; 0 for not at all. */
    long nanosUntilDue(long now, long lastChange, long journalBytes) {
        long quiet = journalBytes >= JOURNAL_LIMIT ? 0 : Math.max(0, lastChange + QUIET.toNanos() - now);
        return Math.max(quiet, nanosOfRest(now));
    }

    /** How long to wait from {@code now} until another attempt may be made. */
    long nanosOfRest(long now) {
        return resting ? Math.max(0, restUntil - now) : 0;
    }

    /** A file was written. */
    void succeeded(long begun, long ended) {
        resting = true;
        restUntil = ended + REST * (ended - begun);
        retry = FIRST_RETRY;
    }

    /** It failed; the next attempt waits twice as long as this one did, at most half a minute. */
    void failed(long ended) {
        resting = true;
        restUntil = ended + retry.toNanos();
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
    }
}
