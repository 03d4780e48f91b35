package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StateFollowers;
import dev.mcpgateway.server.domain.StorageException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A change log that keeps everything in memory and nothing beyond: for gateways inside a test. */
public final class MemoryChangeLog implements ChangeLog {
    private final ReentrantLock turn = new ReentrantLock();
    private final StateFollowers followers = new StateFollowers(this::state);
    private volatile GatewayState state;
    private volatile boolean closed;

    /** A log that begins with {@code state}. */
    public MemoryChangeLog(GatewayState state) {
        this.state = state;
    }

    @Override
    public GatewayState state() {
        return state;
    }

    @Override
    public <R> Committed<R> commit(Transaction<R> transaction) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction commits another one");
        }
        turn.lock();
        try {
            if (closed) {
                throw new StorageException("The change log is closed");
            }
            GatewayState before = state;
            Outcome<R> outcome = transaction.decide(before);
            GatewayState after =
                    outcome.changes().isEmpty() ? before : before.after(outcome.changes(), before.seq() + 1);
            state = after;
            followers.changed();
            return new Committed<>(outcome.result(), after);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Following follow(String name, Consumer<GatewayState> listener) {
        return followers.add(name, listener);
    }

    @Override
    public boolean isWritable() {
        return !closed;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
        } finally {
            turn.unlock();
        }
    }
}
