package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeyHashed;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.store.JournalEntry.Commit;
import dev.mcpgateway.server.store.JournalEntry.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        return onto(base, last, false, (state, change) -> true);
    }

    /**
     * The state after {@code edit} and every later commit up to {@code last}, where {@code fits} has to hold for each change and
     * the state before it. It takes the place of earlier edits of the same file: what took those over is no commit after it.
     */
    GatewayState ontoEdit(GatewayState edit, long last, BiPredicate<GatewayState, Change> fits)
            throws IOException, Unfit {
        return onto(edit, last, true, fits);
    }

    private GatewayState onto(
            GatewayState base, long last, boolean replacesEdits, BiPredicate<GatewayState, Change> fits)
            throws IOException, Unfit {
        GatewayState state = base;
        long replaced = -1;
        try (JournalReader reader = new JournalReader(disk.read(journal))) {
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (replacesEdits
                        && entry instanceof Marker marker
                        && marker.file().seq() == base.seq()) {
                    replaced = marker.withCommit();
                } else if (entry instanceof Commit commit && commit.seq() > state.seq() && commit.seq() <= last) {
                    state = after(state, commit, commit.seq() == replaced, fits);
                }
            }
        }
        return state;
    }

    private GatewayState after(
            GatewayState state, Commit commit, boolean replaced, BiPredicate<GatewayState, Change> fits)
            throws IOException, Unfit {
        long seq = commit.seq();
        try {
            List<Change> changes = codec.read(commit.bytes(), commit.offset(), commit.length());
            if (replaced && changes.stream().noneMatch(Replay::needsTheFile)) {
                return state.at(seq);
            }
            GatewayState next = state;
            for (Change change : changes) {
                if (!fits.test(next, change)) {
                    throw new Unfit(seq, "does not apply");
                }
                next = next.after(List.of(withClearKeys(change, next, seq)), seq);
            }
            return changes.isEmpty() ? state.at(seq) : next;
        } catch (JsonProcessingException | DocumentException unreadable) {
            throw new Unfit(seq, "cannot be read");
        } catch (IllegalStateException impossible) {
            throw new Unfit(seq, "does not apply");
        }
    }

    /** Whether a later replay, which does not leave the change out, is lost without the file that held its keys in clear. */
    private static boolean needsTheFile(Change change) {
        return change instanceof StateReplaced replacing
                && replacing.state().unhashedKeys().size() > 0;
    }

    /** A key that waits for its hash is in the journal without what it is hashed from: the file before it has that. */
    private static Change withClearKeys(Change change, GatewayState before, long seq) throws Unfit {
        if (change instanceof KeySaved saved && !saved.key().credential().isHashed()) {
            return new KeySaved(saved.key().withCredential(credential(saved.key(), before, seq)));
        }
        if (change instanceof StateReplaced replaced
                && replaced.state().unhashedKeys().size() > 0) {
            List<Change> credentials = new ArrayList<>();
            for (ApiKey key : replaced.state().unhashedKeys()) {
                credentials.add(new KeyHashed(key.id(), credential(key, before, seq)));
            }
            return new StateReplaced(
                    replaced.state().after(credentials, replaced.state().seq()));
        }
        return change;
    }

    private static KeyCredential credential(ApiKey key, GatewayState before, long seq) throws Unfit {
        KeyCredential stored = before.keyById(key.id()).map(ApiKey::credential).orElse(null);
        if (stored == null || !stored.lookup().equals(key.credential().lookup())) {
            throw new Unfit(seq, "needs a key that the file does not hold");
        }
        return stored;
    }
}
