package dev.mcpgateway.server.store;

import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.ConfigFile.Loaded;
import dev.mcpgateway.server.store.Disk.FileStamp;
import dev.mcpgateway.server.store.EditJudge.Before;
import dev.mcpgateway.server.store.EditVerdict.Accepted;
import dev.mcpgateway.server.store.EditVerdict.Refused;
import dev.mcpgateway.server.store.GoodCopies.Good;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file that somebody has edited while the gateway runs, and has the committer take it over. */
final class EditReader {
    private static final Logger LOG = System.getLogger(EditReader.class.getName());

    private final Disk disk;
    private final StoreLocation location;
    private final ConfigFile files;
    private final Generations generations;
    private final Original original;
    private final EditJudge judge;
    private final GoodCopies copies;
    private final SetAside aside;
    private final Committer committer;

    EditReader(
            Disk disk,
            StoreLocation location,
            ConfigFile files,
            Generations generations,
            Original original,
            EditJudge judge,
            GoodCopies copies,
            SetAside aside,
            Committer committer) {
        this.disk = disk;
        this.location = location;
        this.files = files;
        this.generations = generations;
        this.original = original;
        this.judge = judge;
        this.copies = copies;
        this.aside = aside;
        this.committer = committer;
    }

    /** What became of the edit. */
    sealed interface Outcome {}

    /** It changes while it is read, or is no document and may still become one. */
    record Unfinished() implements Outcome {}

    /** It is no edit: the file holds what it held, or what the gateway was about to write. */
    record Known() implements Outcome {}

    /** It counts. */
    record TakenOver(FileContent file) implements Outcome {}

    /** It was refused, and a good copy is in its place. */
    record PutBack(FileContent file, FileStamp stamp) implements Outcome {}

    /** It was refused, and is there until the file is written again. */
    record LeftThere() implements Outcome {}

    /**
     * Reads the file, which is {@code found} since the last look at least.
     *
     * @param before what the file held before
     * @param patient whether a file that is no document is refused; else it counts as unfinished
     */
    Outcome read(FileStamp found, FileContent before, boolean patient) throws IOException {
        Loaded edit;
        try {
            edit = files.load(location.file());
        } catch (NoSuchFileException replaced) {
            return new Unfinished();
        } catch (DocumentException unreadable) {
            return patient && isStill(found)
                    ? refuse("was edited and cannot be used: it " + unreadable.getMessage(), committer.files(), found)
                    : new Unfinished();
        }
        if (!isStill(found)) {
            return new Unfinished();
        }
        return judge(edit, before, found);
    }

    private boolean isStill(FileStamp found) throws IOException {
        return Objects.equals(found, disk.stamp(location.file()));
    }

    private Outcome judge(Loaded edit, FileContent before, FileStamp found) throws IOException {
        if (edit.hasClearKeys()) {
            original.keep(edit.content());
        }
        Judged judged = new Judged(edit, before);
        EditVerdict verdict = committer.adopt(judged);
        if (verdict instanceof Accepted accepted) {
            edit.content().warnings().forEach(warning -> LOG.log(Level.WARNING, location + ": " + warning));
            LOG.log(Level.INFO, location + accepted.line(""));
            keepGeneration(judged.present);
            return new TakenOver(new FileContent(edit.at(accepted.file().seq()), edit.sha256()));
        }
        return verdict instanceof Refused refused ? refuse(refused.reason(), judged.known, found) : new Known();
    }

    /** The edit counts already: a disk without room for a copy of what was before changes nothing about that. */
    private void keepGeneration(@Nullable GatewayState before) {
        try {
            if (before != null) {
                generations.keep(before, "edit");
            }
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "no copy of " + location + " as it was before the edit could be kept", failure);
        }
    }

    private Outcome refuse(String reason, List<FileVersion> known, FileStamp found) throws IOException {
        Path rejected = aside.edit();
        Optional<Good> good = copies.newest(known, committer.published().state().seq());
        Optional<FileStamp> back = good.isPresent() ? copies.putBack(good.get(), found) : Optional.empty();
        LOG.log(
                Level.WARNING,
                location + " " + reason + ": it is kept as " + rejected + ", the last good state goes on");
        if (good.isEmpty()) {
            return new LeftThere();
        }
        return back.isPresent() ? new PutBack(good.get().file(), back.get()) : new Unfinished();
    }

    /** Judges on the committer's thread, and remembers what it met there. */
    private final class Judged implements Committer.FileJudge {
        private final Loaded edit;
        private final FileContent before;
        private List<FileVersion> known = List.of();
        private @Nullable GatewayState present;

        Judged(Loaded edit, FileContent before) {
            this.edit = edit;
            this.before = before;
        }

        @Override
        public EditVerdict judge(List<FileVersion> files, GatewayState state) throws IOException {
            known = files;
            present = state;
            // What the file held earlier is an edit, too: somebody has taken the last one back.
            int held = lastIndex(files, before.sha256());
            return lastIndex(files, edit.sha256()) >= Math.max(0, held)
                    ? new EditVerdict.Known()
                    : judge.judge(edit, new Before(files, state.seq(), before.state(), state));
        }

        private static int lastIndex(List<FileVersion> files, String sha256) {
            return files.stream().map(FileVersion::sha256).toList().lastIndexOf(sha256);
        }
    }
}
