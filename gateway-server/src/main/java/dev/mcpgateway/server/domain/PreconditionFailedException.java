package dev.mcpgateway.server.domain;

/** The thing has changed since the caller read it (RFC 9110, section 13.1.1). */
public final class PreconditionFailedException extends DomainException {
    private static final long serialVersionUID = 1;

    public PreconditionFailedException() {
        super("The resource has changed since it was read: fetch it again and repeat the request with its new ETag");
    }
}
