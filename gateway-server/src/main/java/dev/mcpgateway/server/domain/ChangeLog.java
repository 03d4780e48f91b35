package dev.mcpgateway.server.domain;

import java.util.List;
import java.util.function.Consumer;

/**
 * The ordered, durable log of all changes and the state they add up to: the one place where the gateway's state lives.
 *
 * <p>One writer decides. A {@link Transaction} runs against the state with every earlier transaction applied, its
 * changes are made durable together with those of its batch, then they become visible and the caller is answered.
 * Nothing is visible before it is durable.
 */
public interface ChangeLog extends AutoCloseable {
    /** The state of the last durable commit; immutable, so a reader works on one consistent picture. */
    GatewayState state();

    /**
     * Decides and commits.
     *
     * @return the outcome and the state right after it, once it is durable
     * @throws DomainException as thrown by the transaction, once everything it was decided on is durable; nothing of it
     *     is stored
     * @throws StorageException when the changes could not be made durable, or their fate is unknown
     */
    <R> Committed<R> commit(Transaction<R> transaction);

    /**
     * Commits what was decided beforehand, for a change that is large: the log does as much of the work as it can in the
     * caller's thread.
     *
     * @param expected the state that {@code prepared} was decided on
     * @param otherwise decides where another one has taken its place meanwhile
     */
    default <R> Committed<R> commit(GatewayState expected, Outcome<R> prepared, Transaction<R> otherwise) {
        return commit(state -> state == expected ? prepared : otherwise.decide(state));
    }

    /**
     * Calls {@code listener} with the newest state after commits, one call for several that come close together, on a thread of its
     * own called {@code name}. A commit before this call may or may not be told of.
     */
    Following follow(String name, Consumer<GatewayState> listener);

    /** Ends when it is closed. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether a commit may succeed now. */
    boolean isWritable();

    @Override
    void close();

    /** A decision on the state as it is; runs on the log's own thread, so it does no I/O and no hashing. */
    @FunctionalInterface
    interface Transaction<R> {
        Outcome<R> decide(GatewayState state);
    }

    /** The changes decided on, in order, and what the caller is to be told. */
    record Outcome<R>(List<Change> changes, R result) {
        public static <R> Outcome<R> unchanged(R result) {
            return new Outcome<>(List.of(), result);
        }

        public static <R> Outcome<R> of(R result, Change... changes) {
            return new Outcome<>(List.of(changes), result);
        }
    }

    record Committed<R>(R result, GatewayState state) {}
}
