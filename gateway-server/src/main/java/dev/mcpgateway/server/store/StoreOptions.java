package dev.mcpgateway.server.store;

import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link FileChangeLog} works.
 *
 * @param commitTimeout how long a caller waits for a commit to be durable
 * @param queueCapacity how many commits may wait
 * @param serving whether a server works on it, so that what the file held at its start is kept as a generation; a single
 *     command's log keeps none
 * @param clock dates the copies that are kept
 */
public record StoreOptions(Duration commitTimeout, int queueCapacity, boolean serving, Clock clock) {
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(30);
    private static final int QUEUE_CAPACITY = 10_000;

    /** For a server: commits wait 30 seconds at most, 10,000 of them at once. */
    public static StoreOptions forServer() {
        return new StoreOptions(COMMIT_TIMEOUT, QUEUE_CAPACITY, true, Clock.systemUTC());
    }

    /** As for a server, without a generation at the start. */
    public static StoreOptions forCommand() {
        return new StoreOptions(COMMIT_TIMEOUT, QUEUE_CAPACITY, false, Clock.systemUTC());
    }

    public StoreOptions withCommitTimeout(Duration timeout) {
        return new StoreOptions(timeout, queueCapacity, serving, clock);
    }

    public StoreOptions withClock(Clock newClock) {
        return new StoreOptions(commitTimeout, queueCapacity, serving, newClock);
    }
}
