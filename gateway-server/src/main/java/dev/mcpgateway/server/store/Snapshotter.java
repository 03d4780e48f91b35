package dev.mcpgateway.server.store;

import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.ConfigFile.Loaded;
import dev.mcpgateway.server.store.Disk.FileStamp;
import dev.mcpgateway.server.store.EditVerdict.Refused;
import dev.mcpgateway.server.store.Recovery.Recovered;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes the configuration file, on a thread of its own and from immutable states: nobody waits for it.
 *
 * <p>The protocol and why no crash harms it are in the package's documentation.
 */
final class Snapshotter implements Committer.Listener {
    private static final Logger LOG = System.getLogger(Snapshotter.class.getName());
    private static final int REPLACED_KEPT = 5;

    private final Disk disk;
    private final StoreLocation location;
    private final ConfigFile files;
    private final Generations generations;
    private final EditJudge judge;
    private final Committer committer;
    private final Clock clock;
    private final Ticker ticker;
    private final SnapshotSchedule schedule = new SnapshotSchedule();
    private final Queue<GatewayState> replaced = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "configuration-file-writer");

    private @Nullable FileStamp stamp;
    private boolean hasClearKeys;
    private boolean finished;
    private volatile long fileSeq;
    private volatile boolean isStale;
    private volatile long lastChange;
    private volatile boolean idle;
    private volatile boolean closing;

    Snapshotter(
            Disk disk,
            StoreLocation location,
            ConfigFile files,
            Generations generations,
            EditJudge judge,
            Committer committer,
            Recovered recovered,
            Clock clock,
            Ticker ticker) {
        this.disk = disk;
        this.location = location;
        this.files = files;
        this.generations = generations;
        this.judge = judge;
        this.committer = committer;
        this.clock = clock;
        this.ticker = ticker;
        this.stamp = recovered.stamp();
        this.fileSeq = recovered.fileSeq();
        this.isStale = recovered.isStale();
        this.hasClearKeys = recovered.hasClearKeys();
        this.lastChange = ticker.nanoTime();
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void committed() {
        lastChange = ticker.nanoTime();
        wake();
    }

    @Override
    public void replaced(GatewayState before) {
        replaced.add(before);
        if (replaced.size() > REPLACED_KEPT) {
            replaced.poll();
        }
    }

    @Override
    public void failed() {
        LockSupport.unpark(thread);
    }

    /** Whether the file lacks something. */
    boolean isDue() {
        return isStale || committer.published().state().seq() != fileSeq;
    }

    /**
     * Brings the file up to date now.
     *
     * @throws IOException when that failed; the journal has everything
     */
    synchronized void write() throws IOException {
        if (finished) {
            return;
        }
        committer.renew();
        absorbEdit();
        if (!isDue()) {
            return;
        }
        keepGenerations();
        Published at = committer.published();
        FileVersion version = files.write(at.state(), location.temporaryFile());
        FileStamp written = disk.stamp(location.temporaryFile());
        committer.mark(version);
        if (!Objects.equals(stamp, disk.stamp(location.file()))) {
            throw new IOException("it was edited in the meantime");
        }
        disk.rename(location.temporaryFile(), location.file());
        stamp = written;
        disk.copy(location.file(), location.temporaryFile());
        disk.rename(location.temporaryFile(), location.lastWritten());
        disk.forceDirectory(location.directory());
        fileSeq = version.seq();
        isStale = false;
        hasClearKeys = false;
        committer.restart(version, at.journalEnd());
    }

    /** Takes over an edit of the file, or refuses it; does nothing where there is none. */
    synchronized void absorbEdit() throws IOException {
        FileStamp found = disk.stamp(location.file());
        if (Objects.equals(found, stamp)) {
            return;
        }
        if (found == null) {
            LOG.log(Level.WARNING, location + " was removed: it is written again");
            isStale = true;
        } else {
            judge();
        }
        stamp = found;
    }

    /** Ends the thread, and brings the file up to date a last time. */
    void close() {
        closing = true;
        LockSupport.unpark(thread);
        writeLast();
    }

    private synchronized void writeLast() {
        try {
            write();
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.ERROR, location + " could not be written at the end; its journal has everything", failure);
        } finally {
            finished = true;
        }
    }

    private void judge() throws IOException {
        GatewayState before = committer.published().state();
        EditVerdict verdict;
        try {
            Loaded edit = files.load(location.file());
            verdict = committer.adopt((known, lastSeq) ->
                    known.stream().anyMatch(version -> version.sha256().equals(edit.sha256()))
                            ? new EditVerdict.Known()
                            : judge.judge(edit, known, lastSeq));
            hasClearKeys = edit.hasClearKeys();
        } catch (DocumentException unreadable) {
            verdict = new Refused("was edited and cannot be used: it " + unreadable.getMessage());
        }
        if (verdict instanceof EditVerdict.Accepted accepted) {
            generations.keep(before, "edit");
            fileSeq = accepted.file().seq();
            isStale = true;
            LOG.log(Level.INFO, location + " was edited: the edit is taken over");
        } else if (verdict instanceof Refused refused) {
            Path rejected = location.rejected(clock.instant());
            disk.copy(location.file(), rejected);
            disk.forceDirectory(location.directory());
            isStale = true;
            LOG.log(
                    Level.WARNING,
                    location + " " + refused.reason() + ": it is kept as " + rejected
                            + ", the last good state goes on");
        }
    }

    private void keepGenerations() throws IOException {
        for (GatewayState before = replaced.peek(); before != null; before = replaced.peek()) {
            generations.keep(before, "replaced");
            replaced.remove(before);
        }
        if (stamp != null && !hasClearKeys && !generations.hasOneOfToday()) {
            generations.keepFile("day");
        }
    }

    private void run() {
        while (!closing) {
            long wait = nanosToWait();
            if (wait > 0) {
                ticker.park(this, wait);
            } else {
                attempt();
            }
        }
    }

    private long nanosToWait() {
        idle = true;
        boolean due = isDue() || !committer.isWritable();
        idle = !due;
        if (!due) {
            return Long.MAX_VALUE;
        }
        long now = ticker.nanoTime();
        return committer.isWritable()
                ? schedule.nanosUntilDue(now, lastChange, committer.published().journalEnd())
                : schedule.nanosOfRest(now);
    }

    private void attempt() {
        long begun = ticker.nanoTime();
        try {
            write();
            schedule.succeeded(begun, ticker.nanoTime());
        } catch (IOException | RuntimeException | Error failure) { // the next attempt may have the memory
            schedule.failed(ticker.nanoTime());
            LOG.log(Level.WARNING, location + " could not be written; the journal has what is durable", failure);
        }
    }

    /** While something is due, the thread looks at the time by itself. */
    private void wake() {
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }
}
