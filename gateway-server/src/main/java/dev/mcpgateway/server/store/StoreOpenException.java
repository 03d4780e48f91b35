package dev.mcpgateway.server.store;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be opened. The message is one line for the person at the terminal: it names the file and what to do,
 * and quotes nothing of the file.
 */
public final class StoreOpenException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Reason {
        /** The configuration file, or its journal, is not what it should be. Nothing was overwritten. */
        BAD_FILE,
        /** The directory cannot be made, read or written. */
        NOT_WRITABLE,
        /** Another process, or another log in this one, has the store open. */
        LOCKED
    }

    private final Reason reason;
    private final String line;

    StoreOpenException(Reason reason, String message) {
        this(reason, message, null);
    }

    StoreOpenException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.line = message;
    }

    @Override
    public String getMessage() {
        return line;
    }

    public Reason reason() {
        return reason;
    }
}
