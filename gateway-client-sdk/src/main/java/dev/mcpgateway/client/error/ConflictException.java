package dev.mcpgateway.client.error;

/** The state does not allow it (409): a name is taken, a thing in use; or {@code If-Match} names another version (412). */
public final class ConflictException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public ConflictException(Failure failure) {
        super(failure);
    }
}
