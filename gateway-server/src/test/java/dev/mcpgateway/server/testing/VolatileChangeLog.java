package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StateFollowers;
import java.util.function.Consumer;

/** A log that keeps nothing but the state: each commit is decided and applied at once, one after another. */
public final class VolatileChangeLog implements ChangeLog {
    private final StateFollowers followers = new StateFollowers(this::state);
    private volatile GatewayState state;

    public VolatileChangeLog(GatewayState start) {
        this.state = start;
    }

    @Override
    public GatewayState state() {
        return state;
    }

    @Override
    public synchronized <R> Committed<R> commit(Transaction<R> transaction) {
        GatewayState before = state;
        Outcome<R> outcome = transaction.decide(before);
        if (!outcome.changes().isEmpty()) {
            state = before.after(outcome.changes(), before.seq() + 1);
            followers.changed();
        }
        return new Committed<>(outcome.result(), state);
    }

    @Override
    public Following follow(String name, Consumer<GatewayState> listener) {
        return followers.add(name, listener);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void close() {}
}
