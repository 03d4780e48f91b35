package dev.mcpgateway.server.domain;

/**
 * A request that the rules refuse, or that could not be made durable. The message is public text: it names what the
 * caller sent, never a secret.
 */
public abstract sealed class DomainException extends RuntimeException
        permits NotFoundException,
                DuplicateException,
                ConflictException,
                InvalidFieldException,
                PreconditionFailedException,
                ConfigInvalidException,
                FileRefusedException,
                StorageException,
                OverloadedException,
                ServerUnavailableException {
    private static final long serialVersionUID = 1;

    DomainException(String message) {
        super(message);
    }

    DomainException(String message, Throwable cause) {
        super(message, cause);
    }
}
