package dev.mcpgateway.server.store;

import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.ConfigFile.Loaded;
import dev.mcpgateway.server.store.Disk.FileStamp;
import dev.mcpgateway.server.store.EditJudge.Before;
import dev.mcpgateway.server.store.EditVerdict.Accepted;
import dev.mcpgateway.server.store.EditVerdict.Refused;
import dev.mcpgateway.server.store.GoodCopies.Good;
import dev.mcpgateway.server.store.Replay.Unfit;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the state together from the configuration file and its journal. All that may refuse is done before anything is
 * written, so a file that cannot be used is left as it was found.
 */
final class Recovery {
    private static final Logger LOG = System.getLogger(Recovery.class.getName());

    private final Disk disk;
    private final StoreLocation location;
    private final ConfigFile files;
    private final ChangeCodec codec;
    private final Generations generations;
    private final Original original;
    private final Replay replay;
    private final EditJudge judge;
    private final GoodCopies copies;
    private final SetAside aside;

    Recovery(
            Disk disk,
            StoreLocation location,
            ConfigFile files,
            ChangeCodec codec,
            Generations generations,
            Original original,
            Replay replay,
            EditJudge judge,
            GoodCopies copies,
            SetAside aside) {
        this.disk = disk;
        this.location = location;
        this.files = files;
        this.codec = codec;
        this.generations = generations;
        this.original = original;
        this.replay = replay;
        this.judge = judge;
        this.copies = copies;
        this.aside = aside;
    }

    /**
     * What was found.
     *
     * @param stamp of the configuration file
     * @param isStale whether the file has to be written although it may hold everything
     * @param hasClearKeys whether the file holds keys in clear, so that no further copy may be made of it
     */
    record Recovered(
            GatewayState state,
            Journal journal,
            FileContent file,
            @Nullable FileStamp stamp,
            boolean isStale,
            boolean hasClearKeys) {}

    /** @param fresh the state that a new file is to hold, where there is none */
    Recovered run(Supplier<GatewayState> fresh, boolean serving) throws IOException, StoreOpenException {
        FileStamp journalStamp = disk.stamp(location.journal());
        if (disk.stamp(location.file()) == null) {
            if (journalStamp != null) {
                throw bad("is missing, but its journal is there: put the file back (" + location.lastWritten()
                        + " is a copy), or move the journal away to begin anew");
            }
            writeNew(fresh.get());
        }
        FileStamp stamp = disk.stamp(location.file());
        Loaded loaded = load();
        for (Path leftOver : List.of(
                location.temporaryFile(),
                location.temporaryJournal(),
                location.temporaryGeneration(),
                location.temporaryUsage())) {
            disk.delete(leftOver);
        }
        Recovered recovered =
                journalStamp == null ? begun(loaded, stamp) : continued(loaded, stamp, journalStamp.size());
        boolean isUntouched = recovered.state().seq() == 0;
        if ((isUntouched && !loaded.content().isOwn()) || (recovered.hasClearKeys() && loaded.hasClearKeys())) {
            original.keep(loaded.content());
        }
        if (serving && !recovered.hasClearKeys()) {
            keepGeneration();
        }
        return recovered;
    }

    /** A disk without room for a copy is no reason not to start. */
    private void keepGeneration() {
        try {
            generations.keepFile("start");
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "no copy of " + location + " could be kept", failure);
        }
    }

    private void writeNew(GatewayState state) throws IOException {
        files.write(state, location.temporaryFile());
        disk.rename(location.temporaryFile(), location.file());
        disk.forceDirectory(location.directory());
    }

    private Loaded load() throws IOException, StoreOpenException {
        try {
            Loaded loaded = files.load(location.file());
            loaded.content().warnings().forEach(warning -> LOG.log(Level.WARNING, location + ": " + warning));
            return loaded;
        } catch (DocumentException bad) {
            FileStamp stamp = disk.stamp(location.file());
            throw bad(stamp != null && stamp.size() == 0 ? "is empty" : String.valueOf(bad.getMessage()));
        }
    }

    /** The file has no journal: it is new here. */
    private Recovered begun(Loaded loaded, @Nullable FileStamp stamp) throws IOException {
        if (!loaded.hasClearKeys()) {
            disk.copy(location.file(), location.temporaryFile());
            disk.rename(location.temporaryFile(), location.lastWritten());
            disk.forceDirectory(location.directory());
        }
        long seq = loaded.content().seq().orElse(0);
        Journal journal = Journal.create(disk, location, new FileVersion(seq, loaded.sha256()));
        GatewayState state = loaded.at(seq);
        return new Recovered(
                state,
                journal,
                new FileContent(state, loaded.sha256()),
                stamp,
                needsRewrite(loaded),
                loaded.hasClearKeys());
    }

    private Recovered continued(Loaded loaded, @Nullable FileStamp stamp, long journalSize)
            throws IOException, StoreOpenException {
        JournalScan scan = scan();
        Optional<FileVersion> version = scan.withHash(loaded.sha256());
        if (version.isPresent()) {
            GatewayState file = loaded.at(version.get().seq());
            GatewayState state = replayed(file, scan.lastSeq());
            return new Recovered(
                    state,
                    open(scan, journalSize),
                    new FileContent(file, loaded.sha256()),
                    stamp,
                    needsRewrite(loaded),
                    loaded.hasClearKeys());
        }
        Optional<Good> good = copies.newest(scan.files(), scan.lastSeq());
        EditVerdict verdict = judge.judge(
                loaded,
                new Before(
                        scan.files(),
                        scan.lastSeq(),
                        good.map(found -> found.file().state()).orElse(null),
                        good.map(Good::state).orElse(null)));
        if (verdict instanceof Accepted accepted) {
            return adopted(loaded, accepted, good, scan, stamp, journalSize);
        }
        return restored(((Refused) verdict).reason(), good, scan, stamp, journalSize);
    }

    private Recovered adopted(
            Loaded edit,
            Accepted accepted,
            Optional<Good> before,
            JournalScan scan,
            @Nullable FileStamp stamp,
            long journalSize)
            throws IOException {
        Journal journal = open(scan, journalSize);
        if (before.isPresent()) {
            generations.keep(before.get().state(), "edit");
        }
        StateReplaced change = new StateReplaced(accepted.state());
        GatewayState state = GatewayState.EMPTY.after(List.of(change), scan.lastSeq() + 1);
        JournalBuffer lines = new JournalBuffer();
        lines.addMarker(accepted.file(), state.seq());
        lines.beginLine(Long.toString(state.seq()));
        codec.write(List.of(change), lines);
        lines.endLine();
        journal.append(lines, accepted.file());
        LOG.log(Level.INFO, location + accepted.line(" while the gateway was stopped"));
        FileContent file = new FileContent(edit.at(accepted.file().seq()), edit.sha256());
        return new Recovered(state, journal, file, stamp, true, edit.hasClearKeys());
    }

    private Recovered restored(
            String reason, Optional<Good> found, JournalScan scan, @Nullable FileStamp refused, long journalSize)
            throws IOException, StoreOpenException {
        if (found.isEmpty()) {
            throw bad(reason + "; no copy of the last good file is left to go on with: remove gateway.seq from the file"
                    + " to have it replace everything, or put one of its generations in its place");
        }
        Good good = found.get();
        Journal journal = open(scan, journalSize);
        Path rejected = aside.edit();
        FileStamp stamp =
                copies.putBack(good, refused).orElseThrow(() -> new IOException("it was edited in the meantime"));
        LOG.log(
                Level.WARNING,
                location + " " + reason + ": it is kept as " + rejected + ", the last good state goes on");
        return new Recovered(
                good.state(), journal, good.file(), stamp, false, good.file().hasClearKeys());
    }

    private JournalScan scan() throws IOException, StoreOpenException {
        try {
            return JournalScan.of(disk, location.journal());
        } catch (DamagedJournalException damaged) {
            throw new StoreOpenException(
                    Reason.BAD_FILE,
                    location.journal() + " " + damaged.getMessage() + ": nothing was changed; without the journal "
                            + location + " is used as it is",
                    damaged);
        }
    }

    private GatewayState replayed(GatewayState base, long last) throws IOException, StoreOpenException {
        try {
            return replay.onto(base, last);
        } catch (Unfit unfit) {
            throw new StoreOpenException(
                    Reason.BAD_FILE, location.journal() + ": " + unfit.getMessage() + "; nothing was changed", unfit);
        }
    }

    private Journal open(JournalScan scan, long size) throws IOException {
        if (scan.goodEnd() < size) {
            if (scan.damaged()) {
                // Whole lines beyond a bad one are more than a write cut short: somebody may need them.
                Path kept = aside.journalFrom(scan.goodEnd());
                LOG.log(
                        Level.WARNING,
                        location.journal() + " is damaged before its end: what follows is kept as " + kept);
            }
            LOG.log(
                    Level.WARNING,
                    location.journal() + ": the last " + (size - scan.goodEnd())
                            + " bytes are of a write that did not end, and are cut off after commit " + scan.lastSeq());
        }
        return Journal.open(disk, location, scan);
    }

    private static boolean needsRewrite(Loaded loaded) {
        return loaded.hasClearKeys() || loaded.content().seq().isEmpty();
    }

    private StoreOpenException bad(String problem) {
        return new StoreOpenException(Reason.BAD_FILE, location + " " + problem);
    }
}
