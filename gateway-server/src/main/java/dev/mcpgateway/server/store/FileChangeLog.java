package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.store.Recovery.Recovered;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The change log of one machine: a configuration file in the documented form, and a journal beside it that has every
 * commit since the file was written. A commit is answered when the journal's line is on the disk; the file follows within
 * about a second.
 */
public final class FileChangeLog implements ChangeLog {
    private static final Logger LOG = System.getLogger(FileChangeLog.class.getName());

    private final Runnable unlock;
    private final Committer committer;
    private final Snapshotter snapshotter;
    private final KeyHashing hashing;
    private final Duration hashingAtClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileChangeLog(
            Runnable unlock,
            Committer committer,
            Snapshotter snapshotter,
            KeyHashing hashing,
            Duration hashingAtClose) {
        this.unlock = unlock;
        this.committer = committer;
        this.snapshotter = snapshotter;
        this.hashing = hashing;
        this.hashingAtClose = hashingAtClose;
    }

    /**
     * Opens the log of a configuration file, under a lock that keeps other processes out until {@link #close}.
     *
     * @param clearKeys replaces keys that the file holds in clear; may take tens of milliseconds for each
     * @param fresh what a new file is to hold, asked for only where there is neither a file nor a journal
     * @throws StoreOpenException with one clear line; a file or journal that cannot be used is left as it is
     */
    public static FileChangeLog open(
            StoreLocation location, ClearKeys clearKeys, Supplier<GatewayState> fresh, StoreOptions options)
            throws StoreOpenException {
        try {
            PrivateAccess.createDirectories(location.directory());
        } catch (IOException failure) {
            throw new StoreOpenException(
                    Reason.NOT_WRITABLE, location.directory() + " cannot be created: " + failure, failure);
        }
        if (!Files.isWritable(location.directory())) {
            throw new StoreOpenException(Reason.NOT_WRITABLE, location.directory() + " cannot be written to");
        }
        StoreLock lock = StoreLock.take(location);
        boolean opened = false;
        try {
            FileChangeLog log =
                    open(new LocalDisk(), lock::close, location, clearKeys, fresh, options, System::nanoTime);
            log.startWriting();
            opened = true;
            return log;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /**
     * Moves the configuration file away under its lock, so that a new one can be made: it becomes a generation, its journal is
     * kept as one that was cut off.
     *
     * @return where the file is now; empty where there was none
     * @throws StoreOpenException when another process has it open, or it cannot be moved
     */
    public static Optional<Path> setAside(StoreLocation location, Clock clock) throws StoreOpenException {
        if (!Files.isDirectory(location.directory())) {
            return Optional.empty();
        }
        try (StoreLock lock = StoreLock.take(location)) {
            LOG.log(Level.DEBUG, () -> location + " is set aside, lock held: " + lock.isHeld());
            Instant now = clock.instant();
            Path kept = location.generation(now, "overwrite");
            boolean isThere = Files.exists(location.file());
            // The file first: a journal without its file is refused at the next start, a file without its journal is
            // not.
            if (isThere) {
                Files.move(location.file(), kept, StandardCopyOption.ATOMIC_MOVE);
            }
            if (Files.exists(location.journal())) {
                Files.move(location.journal(), location.cutFromJournal(now), StandardCopyOption.ATOMIC_MOVE);
            }
            PrivateAccess.forceDirectory(location.directory());
            return isThere ? Optional.of(kept) : Optional.empty();
        } catch (IOException failure) {
            throw new StoreOpenException(Reason.NOT_WRITABLE, location + " cannot be moved away: " + failure, failure);
        }
    }

    /** Opens without a thread that writes the configuration file, which {@link #startWriting} begins. */
    static FileChangeLog open(
            Disk disk,
            Runnable unlock,
            StoreLocation location,
            ClearKeys clearKeys,
            Supplier<GatewayState> fresh,
            StoreOptions options,
            Ticker ticker)
            throws StoreOpenException {
        ConfigFile files = new ConfigFile(disk, clearKeys);
        ChangeCodec codec = new ChangeCodec();
        Generations generations = new Generations(disk, location, files, options.clock());
        Replay replay = new Replay(disk, location.journal(), codec);
        EditJudge judge = new EditJudge(replay, options.clock());
        GoodCopies copies = new GoodCopies(disk, location, files, generations, replay);
        SetAside aside = new SetAside(disk, location, options.clock());
        Original original = new Original(disk, location);
        Recovered recovered;
        try {
            recovered = new Recovery(disk, location, files, codec, generations, original, replay, judge, copies, aside)
                    .run(fresh, options.serving());
        } catch (AccessDeniedException denied) {
            throw new StoreOpenException(
                    Reason.BAD_FILE, location + ": " + denied.getFile() + " may not be read", denied);
        } catch (IOException failure) {
            throw new StoreOpenException(
                    Reason.NOT_WRITABLE, location + " or its journal cannot be read or written: " + failure, failure);
        }
        Committer committer = new Committer(recovered.journal(), codec, recovered.state(), options, ticker);
        KeyHashing hashing = new KeyHashing(clearKeys, committer);
        Snapshotter snapshotter = new Snapshotter(
                disk,
                location,
                files,
                generations,
                new EditReader(disk, location, files, generations, original, judge, copies, aside, committer),
                committer,
                hashing,
                recovered,
                options.serving(),
                ticker);
        committer.start(snapshotter);
        return new FileChangeLog(unlock, committer, snapshotter, hashing, options.hashingAtClose());
    }

    @Override
    public GatewayState state() {
        return committer.published().state();
    }

    @Override
    public <R> Committed<R> commit(Transaction<R> transaction) {
        if (closed.get()) {
            throw new StorageException("The change log is closed");
        }
        return committer.commit(transaction);
    }

    @Override
    public <R> Committed<R> commit(GatewayState expected, Outcome<R> prepared, Transaction<R> otherwise) {
        if (closed.get()) {
            throw new StorageException("The change log is closed");
        }
        return committer.commit(expected, prepared, otherwise);
    }

    @Override
    public Following follow(String name, Consumer<GatewayState> listener) {
        return committer.follow(name, listener);
    }

    @Override
    public boolean isWritable() {
        return !closed.get() && committer.isWritable();
    }

    /** Brings the configuration file up to date and releases the lock; what was committed stays. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            hashing.close(hashingAtClose);
            snapshotter.close();
        } finally {
            stop();
        }
    }

    private void stop() {
        try {
            committer.stop();
        } catch (IOException failure) {
            LOG.log(Level.ERROR, "the journal did not close", failure);
        } finally {
            unlock.run();
        }
    }

    /** From now on the configuration file is written whenever it is due. */
    void startWriting() {
        snapshotter.start();
    }

    /** Brings the configuration file up to date now. */
    void writeFile() throws IOException {
        snapshotter.write();
    }

    /** Looks at the configuration file, as {@link Snapshotter#look} does. */
    boolean look() throws IOException {
        return snapshotter.look();
    }
}
