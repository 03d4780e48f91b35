package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;

/** A log that keeps nothing but the state: each commit is decided and applied at once, one after another. */
public final class VolatileChangeLog implements ChangeLog {
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
        }
        return new Committed<>(outcome.result(), state);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void close() {}
}
