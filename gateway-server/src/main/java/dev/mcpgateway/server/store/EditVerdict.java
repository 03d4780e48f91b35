package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.GatewayState;

/** What becomes of a configuration file that somebody edited. */
sealed interface EditVerdict {
    /**
     * It is taken over.
     *
     * @param state the file with the journal's later commits on top; everything is replaced by it
     * @param file what the journal is to know the edited file as
     */
    record Accepted(GatewayState state, FileVersion file) implements EditVerdict {}

    /** It is not an edit at all: the journal knows this content. */
    record Known() implements EditVerdict {}

    /** The last good state goes on, because of {@code reason}, a sentence that follows the file's name. */
    record Refused(String reason) implements EditVerdict {}
}
