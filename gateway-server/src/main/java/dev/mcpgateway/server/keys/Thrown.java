package dev.mcpgateway.server.keys;

import java.util.concurrent.ExecutionException;

/** What work on another thread threw, for the one who waits for it. */
final class Thrown {

    private Thrown() {}

    /** The unchecked cause as it is; thrown at once when it is an {@link Error}. */
    static RuntimeException by(ExecutionException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
