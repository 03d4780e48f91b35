package dev.mcpgateway.client.error;

/** Something that the call names is not there (404): {@link #errorCode()} says what. Without a code it was no gateway that answered. */
public final class NotFoundException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public NotFoundException(Failure failure) {
        super(failure);
    }
}
