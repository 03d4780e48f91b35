package dev.mcpgateway.server.domain;

/** A file that a request named may not be used, or is not there. */
public final class FileRefusedException extends DomainException {
    private static final long serialVersionUID = 1;

    /** Why; each is an error code of the API. */
    public enum Reason {
        NOT_ALLOWED,
        NOT_FOUND
    }

    private final Reason reason;

    public FileRefusedException(Reason reason, String field, String message) {
        super(field + ": " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
