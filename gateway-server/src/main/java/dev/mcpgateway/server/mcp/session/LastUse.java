package dev.mcpgateway.server.mcp.session;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** When a session was used last: by a request, or by a stream that somebody read. */
final class LastUse {
    private final LongSupplier nanoTime;
    private volatile long at;

    /** @param nanoTime as {@link System#nanoTime} */
    LastUse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.at = nanoTime.getAsLong();
    }

    /** It is used now. */
    void note() {
        at = nanoTime.getAsLong();
    }

    /**
     * Since when nobody has used it; empty while somebody does. To be asked time and again, because the end of a stream is noticed by
     * that alone: a client that comes back to one it has read for an hour is to find its session.
     */
    OptionalLong idleSince(boolean isUsed) {
        if (isUsed) {
            note();
            return OptionalLong.empty();
        }
        return OptionalLong.of(at);
    }
}
