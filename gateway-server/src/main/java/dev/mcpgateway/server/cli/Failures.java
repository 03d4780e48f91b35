package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.store.StoreOpenException;

/** What a command says when the state cannot be opened. */
final class Failures {
    private Failures() {}

    static CommandFailure of(StoreOpenException refused) {
        return new CommandFailure(
                refused.reason() == StoreOpenException.Reason.BAD_FILE ? Main.EXIT_CONFIG : 1,
                String.valueOf(refused.getMessage()));
    }
}
