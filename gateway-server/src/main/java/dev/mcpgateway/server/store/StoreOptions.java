package dev.mcpgateway.server.store;

import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link FileChangeLog} works.
 *
 * @param commitTimeout how long a caller waits for a commit to be durable
 * @param queueCapacity how many commits may wait
 * @param serving whether a server works on it: then what the file held at its start is kept as a generation, and edits of
 *     the file are looked for; a single command's log does neither
 * @param hashingAtClose how long the end waits for keys of the file that are being hashed
 * @param clock dates the copies that are kept
 */
public record StoreOptions(
        Duration commitTimeout, int queueCapacity, boolean serving, Duration hashingAtClose, Clock clock) {
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration HASHING_OF_COMMAND = Duration.ofSeconds(2);
    private static final int QUEUE_CAPACITY = 10_000;

    /** For a server: commits wait 30 seconds at most, 10,000 of them at once. */
    public static StoreOptions forServer() {
        return new StoreOptions(COMMIT_TIMEOUT, QUEUE_CAPACITY, true, Duration.ZERO, Clock.systemUTC());
    }

    /** For a command that ends: no generation at the start, no look for edits, two seconds at the end to hash keys. */
    public static StoreOptions forCommand() {
        return new StoreOptions(COMMIT_TIMEOUT, QUEUE_CAPACITY, false, HASHING_OF_COMMAND, Clock.systemUTC());
    }

    public StoreOptions withCommitTimeout(Duration timeout) {
        return new StoreOptions(timeout, queueCapacity, serving, hashingAtClose, clock);
    }

    public StoreOptions withClock(Clock newClock) {
        return new StoreOptions(commitTimeout, queueCapacity, serving, hashingAtClose, newClock);
    }
}
