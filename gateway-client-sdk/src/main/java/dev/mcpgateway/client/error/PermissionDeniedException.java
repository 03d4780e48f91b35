package dev.mcpgateway.client.error;

/** The key is known and does not allow this (403). */
public final class PermissionDeniedException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public PermissionDeniedException(Failure failure) {
        super(failure);
    }
}
