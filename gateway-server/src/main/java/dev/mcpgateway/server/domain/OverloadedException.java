package dev.mcpgateway.server.domain;

/** Too much of this kind of work is waiting; the same request may succeed a little later. */
public final class OverloadedException extends DomainException {
    private static final long serialVersionUID = 1;

    public OverloadedException(String message) {
        super(message);
    }
}
