package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.JournalEntry.Commit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;

/** Applies a journal's commits to a state. */
final class Replay {
    private final Disk disk;
    private final Path journal;
    private final ChangeCodec codec;

    Replay(Disk disk, Path journal, ChangeCodec codec) {
        this.disk = disk;
        this.journal = journal;
        this.codec = codec;
    }

    /** A commit that cannot be read, or not be applied; without a cause, because that one may quote what it is in. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(long seq, String message) {
            super("commit " + seq + " " + message);
        }
    }

    /** The state after {@code base} and every later commit up to {@code last}. */
    GatewayState onto(GatewayState base, long last) throws IOException, Unfit {
        return onto(base, last, (state, change) -> true);
    }

    /** As {@link #onto(GatewayState, long)}, where {@code fits} has to hold for each change and the state before it. */
    GatewayState onto(GatewayState base, long last, BiPredicate<GatewayState, Change> fits) throws IOException, Unfit {
        GatewayState state = base;
        try (JournalReader reader = new JournalReader(disk.read(journal))) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry instanceof Commit commit && commit.seq() > state.seq() && commit.seq() <= last) {
                    state = after(state, commit, fits);
                }
            }
        }
        return state;
    }

    private GatewayState after(GatewayState state, Commit commit, BiPredicate<GatewayState, Change> fits)
            throws IOException, Unfit {
        long seq = commit.seq();
        try {
            List<Change> changes = codec.read(commit.bytes(), commit.offset(), commit.length());
            GatewayState next = state;
            for (Change change : changes) {
                if (!fits.test(next, change)) {
                    throw new Unfit(seq, "does not apply");
                }
                next = next.after(List.of(change), seq);
            }
            return changes.isEmpty() ? state.at(seq) : next;
        } catch (JsonProcessingException | DocumentException unreadable) {
            throw new Unfit(seq, "cannot be read");
        } catch (IllegalStateException impossible) {
            throw new Unfit(seq, "does not apply");
        }
    }
}
