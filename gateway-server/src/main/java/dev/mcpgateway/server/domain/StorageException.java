package dev.mcpgateway.server.domain;

/** A change could not be made durable, or it is not known whether it was; the cause is for the log alone. */
public final class StorageException extends DomainException {
    private static final long serialVersionUID = 1;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
