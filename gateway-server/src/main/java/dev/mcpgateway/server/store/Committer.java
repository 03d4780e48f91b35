package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Following;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ChangeLog.Transaction;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.StateFollowers;
import dev.mcpgateway.server.domain.StorageException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that decides and writes. It takes what has queued up, decides it in order, makes all of it durable with
 * one write and one fdatasync, publishes the state and answers; while it does, the next batch queues up.
 */
final class Committer {
    private static final Logger LOG = System.getLogger(Committer.class.getName());
    private static final long NANOS_BETWEEN_RENEWALS = Duration.ofSeconds(1).toNanos();

    /** What others are told of, on the committer's thread. */
    interface Listener {
        void committed();

        /** Everything was replaced; {@code before} is what was there. */
        void replaced(GatewayState before);

        /** The log can be written no more, until it is renewed. */
        void failed();
    }

    private final Journal journal;
    private final ChangeCodec codec;
    private final Duration longestWait;
    private final Ticker ticker;
    private final BlockingQueue<Work> queue;
    private final Thread thread = new Thread(this::run, "change-log-committer");
    private final JournalBuffer lines = new JournalBuffer();
    private final List<Pending<?>> batch = new ArrayList<>();
    private final List<GatewayState> replaced = new ArrayList<>();
    private final StateFollowers followers =
            new StateFollowers(() -> published().state());
    private GatewayState candidate;
    private long lastRenewal;
    private boolean stopping;
    private @Nullable Listener listener;

    private volatile Published published;
    private volatile boolean writable = true;
    private volatile boolean stopped;

    Committer(Journal journal, ChangeCodec codec, GatewayState state, StoreOptions options, Ticker ticker) {
        this.journal = journal;
        this.codec = codec;
        this.longestWait = options.commitTimeout();
        this.ticker = ticker;
        this.queue = new ArrayBlockingQueue<>(options.queueCapacity());
        this.candidate = state;
        this.published = new Published(state, journal.end());
        this.lastRenewal = ticker.nanoTime() - NANOS_BETWEEN_RENEWALS;
    }

    void start(Listener told) {
        listener = told;
        thread.setDaemon(true);
        thread.start();
    }

    Published published() {
        return published;
    }

    /** As {@link dev.mcpgateway.server.domain.ChangeLog#follow}. */
    Following follow(String name, Consumer<GatewayState> told) {
        return followers.add(name, told);
    }

    boolean isWritable() {
        return writable && !stopped;
    }

    <R> Committed<R> commit(Transaction<R> transaction) {
        return commit(new Pending<>(transaction));
    }

    /** Encodes {@code prepared} here and now, so that the other writers need not wait for it. */
    <R> Committed<R> commit(GatewayState expected, Outcome<R> prepared, Transaction<R> otherwise) {
        JournalBuffer json = new JournalBuffer();
        try {
            codec.write(prepared.changes(), json);
        } catch (IOException unwritable) {
            throw new StorageException("The change cannot be written as JSON", unwritable);
        }
        return commit(new Pending<>(
                state -> state == expected ? prepared : otherwise.decide(state),
                new Encoded(prepared.changes(), json)));
    }

    private <R> Committed<R> commit(Pending<R> pending) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a transaction commits another one");
        }
        if (!queue.offer(pending)) {
            throw new OverloadedException("Too many changes are waiting to be stored");
        }
        if (stopped) {
            failQueued();
        }
        return pending.await(longestWait);
    }

    /** Durably notes that the configuration file may have the content {@code version}. */
    void mark(FileVersion version) throws IOException {
        run(() -> {
            lines.clear();
            lines.addMarker(version);
            append(version);
            return version;
        });
    }

    /** Has the journal begin anew after {@code file}, with what it holds from {@code start} on. */
    void restart(FileVersion file, long start) throws IOException {
        run(() -> {
            try {
                journal.restart(file, start);
                published = new Published(published.state(), journal.end());
            } finally {
                afterJournalChange();
            }
            return file;
        });
    }

    /** Opens the journal again after a failure, where it is closed. */
    void renew() throws IOException {
        run(() -> {
            if (!journal.isOpen()) {
                renewJournal();
            }
            return published;
        });
    }

    /**
     * Puts a configuration file that was edited in place of everything, if {@code judge} accepts it.
     *
     * @param judge is given the contents that the journal knows, and the state as it is
     * @return the verdict, which is durable where it accepts
     */
    EditVerdict adopt(FileJudge judge) throws IOException {
        return run(() -> {
            Published before = published;
            EditVerdict verdict = judge.judge(journal.files(), before.state());
            if (verdict instanceof EditVerdict.Accepted accepted) {
                StateReplaced change = new StateReplaced(accepted.state());
                GatewayState after =
                        before.state().after(List.of(change), before.state().seq() + 1);
                try {
                    lines.clear();
                    lines.addMarker(accepted.file(), after.seq());
                    encode(List.of(change), after.seq(), null);
                    append(accepted.file());
                } finally {
                    lines.clear(); // a marker alone would count with whatever commit comes next
                }
                published = new Published(after, journal.end());
                candidate = after;
                followers.changed();
            }
            return verdict;
        });
    }

    /** The contents of the configuration file that the journal knows. */
    List<FileVersion> files() throws IOException {
        return run(journal::files);
    }

    @FunctionalInterface
    interface FileJudge {
        EditVerdict judge(List<FileVersion> known, GatewayState present) throws IOException;
    }

    /** Ends the thread after what is queued, waits for that, and closes the journal. */
    void stop() throws IOException {
        run(() -> {
            stopping = true;
            writable = false;
            journal.close();
            return published;
        });
    }

    private <T> T run(Errand.Task<T> task) throws IOException {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a transaction waits for its own thread");
        }
        Errand<T> errand = new Errand<>(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    queue.put(errand);
                    break;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (stopped) {
                failQueued();
            }
            return errand.await();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<Work> taken = new ArrayList<>();
        Throwable broken = null;
        while (!stopping) {
            try {
                if (broken == null) {
                    taken.add(queue.take());
                    queue.drainTo(taken);
                    process(taken);
                } else {
                    giveUp(taken, broken);
                    broken = null;
                }
                taken.clear();
            } catch (InterruptedException stray) {
                LOG.log(Level.DEBUG, "the committer was interrupted; stop() alone ends it", stray);
            } catch (RuntimeException | Error failure) {
                broken = failure; // giving up may fail like what it follows: without memory it takes another time
            }
        }
        stopped = true;
        taken.forEach(Committer::fail);
        failQueued();
    }

    private void giveUp(List<Work> taken, Throwable broken) {
        journal.fail();
        failBatch(broken);
        taken.forEach(Committer::fail);
    }

    private void process(List<Work> taken) {
        for (Work work : taken) {
            if (work instanceof Errand<?> errand) {
                finishBatch();
                errand.run();
            } else if (work instanceof Pending<?> pending && pending.take()) {
                decide(pending);
            }
        }
        finishBatch();
    }

    private void decide(Pending<?> pending) {
        if (!isJournalOpen()) {
            pending.fail(new StorageException("Changes cannot be stored at present"));
            return;
        }
        batch.add(pending);
        List<Change> changes = pending.decide(candidate);
        if (changes.isEmpty()) {
            return;
        }
        try {
            long seq = candidate.seq() + 1;
            GatewayState next = candidate.after(changes, seq);
            encode(changes, seq, pending.encoded());
            if (changes.stream().anyMatch(StateReplaced.class::isInstance)) {
                replaced.add(candidate);
            }
            candidate = next;
            pending.decidedOn(next);
        } catch (IOException unwritable) {
            pending.refuse(new StorageException("The change cannot be written as JSON", unwritable));
        } catch (RuntimeException | Error impossible) {
            pending.refuse(impossible);
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is about this very list and no other
    private void encode(List<Change> changes, long seq, @Nullable Encoded encoded) throws IOException {
        boolean whole = false;
        try {
            lines.beginLine(Long.toString(seq));
            if (encoded != null && encoded.changes() == changes) {
                encoded.json().writeTo(lines);
            } else {
                codec.write(changes, lines);
            }
            lines.endLine();
            whole = true;
        } finally {
            if (!whole) {
                lines.dropLine();
            }
        }
    }

    private void finishBatch() {
        if (batch.isEmpty()) {
            return;
        }
        try {
            if (!lines.isEmpty()) {
                journal.append(lines.content());
                published = new Published(candidate, journal.end());
                followers.changed();
            }
        } catch (IOException | RuntimeException | Error failure) {
            failBatch(failure);
        }
        batch.forEach(Pending::answer);
        if (!lines.isEmpty()) {
            tellOfCommits();
        }
        batch.clear();
        lines.clear();
    }

    private void tellOfCommits() {
        if (listener != null) {
            replaced.forEach(listener::replaced);
            listener.committed();
        }
        replaced.clear();
    }

    private void failBatch(Throwable failure) {
        for (Pending<?> pending : batch) {
            pending.fail(new StorageException("The change could not be made durable", failure));
        }
        batch.clear();
        lines.clear();
        replaced.clear();
        candidate = published.state();
        unwritable(failure);
    }

    private void unwritable(Throwable failure) {
        writable = false;
        LOG.log(
                Level.ERROR,
                "writing the journal failed after commit " + published.state().seq()
                        + ": changes are refused until it can be written again",
                failure);
        if (listener != null) {
            listener.failed();
        }
    }

    /** Appends {@link #lines}, a note about {@code version} and what belongs to it. */
    private void append(FileVersion version) throws IOException {
        try {
            journal.append(lines, version);
        } finally {
            lines.clear();
            afterJournalChange();
        }
    }

    private void afterJournalChange() {
        if (journal.isOpen()) {
            return;
        }
        if (writable) {
            unwritable(new IOException("the journal is closed"));
        }
    }

    private boolean isJournalOpen() {
        if (!journal.isOpen() && !stopping && ticker.nanoTime() - lastRenewal >= NANOS_BETWEEN_RENEWALS) {
            try {
                renewJournal();
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "the journal still cannot be written", failure);
            }
        }
        return journal.isOpen();
    }

    private void renewJournal() throws IOException {
        lastRenewal = ticker.nanoTime();
        journal.renew(published.state().seq());
        published = new Published(published.state(), journal.end());
        writable = true;
        LOG.log(Level.INFO, "the journal can be written again: changes are accepted");
        if (listener != null) {
            listener.committed();
        }
    }

    private void failQueued() {
        for (Work work = queue.poll(); work != null; work = queue.poll()) {
            fail(work);
        }
    }

    private static void fail(Work work) {
        if (work instanceof Pending<?> pending) {
            pending.fail(new StorageException("The change log is closed"));
        } else if (work instanceof Errand<?> errand) {
            errand.fail(new IOException("the change log is closed"));
        }
    }
}
