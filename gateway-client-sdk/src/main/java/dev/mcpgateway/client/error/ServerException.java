package dev.mcpgateway.client.error;

/** The gateway or a proxy failed (500 to 599). After a 503 {@code STORAGE_FAILED} whether the change was made may be unknown. */
public final class ServerException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public ServerException(Failure failure) {
        super(failure);
    }
}
