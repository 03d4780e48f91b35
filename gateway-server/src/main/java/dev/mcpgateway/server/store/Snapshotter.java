package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.Disk.FileStamp;
import dev.mcpgateway.server.store.Recovery.Recovered;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
    private final EditReader edits;
    private final Committer committer;
    private final KeyHashing hashing;
    private final Ticker ticker;
    private final boolean watching;
    private final FileWatch watch = new FileWatch();
    private final SnapshotSchedule schedule = new SnapshotSchedule();
    private final Queue<GatewayState> replaced = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "configuration-file-writer");

    private @Nullable FileStamp stamp;
    private FileContent file;
    private boolean hasClearKeys;
    private boolean finished;
    private boolean blind;
    private volatile long fileSeq;
    private volatile boolean isStale;
    private volatile long lastChange;
    private volatile boolean idle;
    private volatile boolean closing;

    /** @param watching whether edits of the file are looked for while nothing else happens */
    Snapshotter(
            Disk disk,
            StoreLocation location,
            ConfigFile files,
            Generations generations,
            EditReader edits,
            Committer committer,
            KeyHashing hashing,
            Recovered recovered,
            boolean watching,
            Ticker ticker) {
        this.disk = disk;
        this.location = location;
        this.files = files;
        this.generations = generations;
        this.edits = edits;
        this.committer = committer;
        this.hashing = hashing;
        this.ticker = ticker;
        this.watching = watching;
        this.stamp = recovered.stamp();
        this.file = recovered.file();
        this.fileSeq = recovered.file().seq();
        this.isStale = recovered.isStale();
        this.hasClearKeys = recovered.hasClearKeys();
        this.lastChange = ticker.nanoTime();
    }

    void start() {
        hashing.start();
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

    /** Whether the file lacks something and can be written: no file that the gateway writes has a key in clear. */
    boolean isDue() {
        GatewayState state = committer.published().state();
        return (isStale || state.seq() != fileSeq) && state.unhashedKeys().size() == 0;
    }

    /**
     * Brings the file up to date now, unless somebody seems to be editing it.
     *
     * @throws IOException when that failed; the journal has everything
     */
    synchronized void write() throws IOException {
        if (finished) {
            return;
        }
        committer.renew();
        if (!look() || !isDue()) {
            return;
        }
        keepGenerations();
        try {
            write(committer.published());
        } catch (IOException | RuntimeException | Error failure) {
            disk.discard(location.temporaryFile(), failure);
            throw failure;
        }
    }

    private void write(Published at) throws IOException {
        FileVersion version = files.write(at.state(), location.temporaryFile());
        FileStamp written = disk.stamp(location.temporaryFile());
        committer.mark(version);
        if (!Objects.equals(stamp, disk.stamp(location.file()))) {
            throw new IOException("it was edited in the meantime");
        }
        disk.rename(location.temporaryFile(), location.file());
        isNow(new FileContent(at.state(), version.sha256()), written);
        disk.copy(location.file(), location.temporaryFile());
        disk.rename(location.temporaryFile(), location.lastWritten());
        disk.forceDirectory(location.directory());
        fileSeq = version.seq();
        isStale = false;
        hasClearKeys = false;
        committer.restart(version, at.journalEnd());
    }

    /**
     * Looks at the file, and takes over an edit of it that has come to rest, or refuses it.
     *
     * @return whether the file is as the gateway knows it; if not, somebody may still be editing it
     */
    synchronized boolean look() throws IOException {
        FileStamp found = disk.stamp(location.file());
        if (Objects.equals(found, stamp)) {
            watch.settled();
            return true;
        }
        long unchanged = watch.nanosUnchanged(found, ticker.nanoTime());
        // An editor that has removed the file puts another one there soon, but at the end there is no later.
        if (unchanged < FileWatch.INTERVAL.toNanos() && !(closing && found == null)) {
            return false;
        }
        if (found == null) {
            LOG.log(Level.WARNING, location + " was removed: it is written again");
            isStale = true;
            stamp = null;
        } else if (!absorb(found, unchanged >= FileWatch.PATIENCE.toNanos())) {
            return false;
        }
        watch.settled();
        return true;
    }

    /** @param patient whether a file that cannot be read has been as it is for long enough to be refused */
    private boolean absorb(FileStamp found, boolean patient) throws IOException {
        EditReader.Outcome outcome = edits.read(found, file, patient);
        if (outcome instanceof EditReader.Unfinished) {
            return false;
        }
        if (outcome instanceof EditReader.TakenOver taken) {
            isNow(taken.file(), found);
            fileSeq = taken.file().seq();
            hasClearKeys = taken.file().hasClearKeys();
            isStale = true;
            hashing.wake();
        } else if (outcome instanceof EditReader.PutBack back) {
            isNow(back.file(), back.stamp());
            fileSeq = back.file().seq();
            hasClearKeys = back.file().hasClearKeys();
        } else if (outcome instanceof EditReader.LeftThere) {
            stamp = found;
            isStale = true;
        } else {
            stamp = found;
        }
        return true;
    }

    private void isNow(FileContent content, @Nullable FileStamp current) {
        file = content;
        stamp = current;
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
            boolean settled = !watching || glance();
            long wait = settled ? nanosToWait() : FileWatch.INTERVAL.toNanos();
            if (wait == 0) {
                attempt();
            } else {
                ticker.park(this, watching ? Math.min(wait, FileWatch.INTERVAL.toNanos()) : wait);
            }
        }
    }

    /** A look that may fail: what it would have found is found by a later one. */
    private boolean glance() {
        try {
            boolean settled = look();
            blind = false;
            return settled;
        } catch (IOException | RuntimeException | Error failure) {
            if (!blind) {
                LOG.log(
                        Level.WARNING,
                        location + " could not be looked at; edits of it are not seen until it can be",
                        failure);
            }
            blind = true;
            return true;
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
