package dev.mcpgateway.server.store;

import java.io.IOException;

/** A journal is not what this version writes. The message follows the file's name and quotes nothing of it. */
final class DamagedJournalException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedJournalException(String problem) {
        super(problem);
    }
}
