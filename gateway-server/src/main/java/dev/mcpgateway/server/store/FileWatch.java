package dev.mcpgateway.server.store;

import dev.mcpgateway.server.store.Disk.FileStamp;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file that somebody has changed from one that somebody is changing: an editor may write in pieces, or remove the
 * file before it puts another one in its place.
 */
final class FileWatch {
    /** How often the file is looked at. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    /** How long a file that cannot be read as a document stays as it is before it is taken for finished. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private boolean waiting;
    private @Nullable FileStamp seen;
    private long since;

    /** What the last look saw is known, and no edit. */
    void settled() {
        waiting = false;
    }

    /** A look at {@code now} has found {@code found}: how long it has been like that, as far as was looked. */
    long nanosUnchanged(@Nullable FileStamp found, long now) {
        if (!waiting || !Objects.equals(seen, found)) {
            waiting = true;
            seen = found;
            since = now;
        }
        return now - since;
    }
}
