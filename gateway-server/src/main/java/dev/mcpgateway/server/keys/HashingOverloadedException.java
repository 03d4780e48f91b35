package dev.mcpgateway.server.keys;

import java.time.Duration;

/**
 * More keys want to be hashed than can be: the queue is full, the wait in it was too long, or the process is stopping.
 * Nothing is known about the key; the same request may succeed later.
 */
public final class HashingOverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    private HashingOverloadedException(String reason, Duration retryAfter) {
        super("key hashing is overloaded: " + reason);
        this.retryAfter = retryAfter;
    }

    /** No room to wait, where nobody waits longer than {@code longestWait}. */
    static HashingOverloadedException full(Duration longestWait) {
        return new HashingOverloadedException("the queue is full", longestWait);
    }

    /** The turn did not come within {@code longestWait}. */
    static HashingOverloadedException waited(Duration longestWait) {
        return new HashingOverloadedException("no turn within " + longestWait.toSeconds() + " s", longestWait);
    }

    /** The waiting thread was told to stop. */
    static HashingOverloadedException interrupted() {
        return new HashingOverloadedException("the wait was interrupted", Duration.ofSeconds(1));
    }

    /** When to try again: those who wait now have their turn or have given up by then. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
