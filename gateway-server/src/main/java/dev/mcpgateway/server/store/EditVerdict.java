package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.GatewayState;
import java.util.List;

/** What becomes of a configuration file that somebody edited. */
sealed interface EditVerdict {
    /**
     * It is taken over.
     *
     * @param state the file with the journal's later commits on top; everything is replaced by it
     * @param file what the journal is to know the edited file as
     * @param stillRevoked the ids of keys that the edit would have brought back to life
     */
    record Accepted(GatewayState state, FileVersion file, List<String> stillRevoked) implements EditVerdict {
        /** What a person is told, behind the file's name. */
        String line(String when) {
            return " was edited" + when + ": the edit is taken over"
                    + (stillRevoked.isEmpty() ? "" : "; keys that had ended stay revoked: " + stillRevoked);
        }
    }

    /** It is not an edit at all: the journal knows this content. */
    record Known() implements EditVerdict {}

    /** The last good state goes on, because of {@code reason}, a sentence that follows the file's name. */
    record Refused(String reason) implements EditVerdict {}
}
