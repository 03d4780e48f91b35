package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ChangeLog.Transaction;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A transaction on its way through the log, and its caller, who waits for it. */
final class Pending<R> implements Work {
    private enum Phase {
        QUEUED,
        TAKEN,
        GIVEN_UP,
        ANSWERED
    }

    private final Transaction<R> transaction;
    private final @Nullable Encoded encoded;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.QUEUED);
    private @Nullable Outcome<R> outcome;
    private @Nullable GatewayState after;
    private @Nullable Throwable problem;

    Pending(Transaction<R> transaction) {
        this(transaction, null);
    }

    /** @param encoded what the transaction is likely to decide on */
    Pending(Transaction<R> transaction, @Nullable Encoded encoded) {
        this.transaction = transaction;
        this.encoded = encoded;
    }

    @Nullable
    Encoded encoded() {
        return encoded;
    }

    /** Whether its caller still waits; from now on only an answer ends that without doubt. */
    boolean take() {
        return phase.compareAndSet(Phase.QUEUED, Phase.TAKEN);
    }

    /** Has the transaction decide; what it decided on, or nothing where it refused. */
    List<Change> decide(GatewayState state) {
        after = state;
        try {
            outcome = transaction.decide(state);
            return outcome.changes();
        } catch (Throwable refusal) { // of any kind: it is its caller's alone, and the log goes on
            problem = refusal;
            return List.of();
        }
    }

    /** The state that its changes make. */
    void decidedOn(GatewayState state) {
        after = state;
    }

    /** Its changes cannot be stored, whatever else is. */
    void refuse(Throwable refusal) {
        problem = refusal;
    }

    /** Tells the caller what was decided, which is durable now. */
    void answer() {
        phase.set(Phase.ANSWERED);
        LockSupport.unpark(caller);
    }

    /** Tells the caller, unless there was an answer, that what was decided could not be stored or that this is not known. */
    void fail(StorageException failure) {
        if (phase.get() != Phase.ANSWERED) {
            problem = failure;
            answer();
        }
    }

    /** Waits for the answer; an interrupt is kept for later, because it cannot take a commit back. */
    Committed<R> await(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        boolean interrupted = false;
        try {
            while (phase.get() != Phase.ANSWERED) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    giveUp(longest);
                } else {
                    LockSupport.parkNanos(this, left);
                    interrupted |= Thread.interrupted();
                }
            }
            return result();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void giveUp(Duration longest) {
        if (phase.compareAndSet(Phase.QUEUED, Phase.GIVEN_UP)) {
            throw new StorageException(
                    "The change was not stored: its turn did not come within " + longest.toSeconds() + " seconds");
        }
        if (phase.get() != Phase.ANSWERED) {
            throw new StorageException("The change was not confirmed within " + longest.toSeconds()
                    + " seconds: it is not known whether it is stored");
        }
    }

    private Committed<R> result() {
        if (problem instanceof RuntimeException exception) {
            throw exception;
        }
        if (problem instanceof Error error) {
            throw error;
        }
        if (outcome == null || after == null) {
            throw new IllegalStateException("a transaction ended without an outcome", problem);
        }
        return new Committed<>(outcome.result(), after);
    }
}
