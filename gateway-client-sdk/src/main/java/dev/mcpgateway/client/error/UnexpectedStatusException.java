package dev.mcpgateway.client.error;

/** A status that the gateway does not use, as a redirect's: probably something else answered. */
public final class UnexpectedStatusException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public UnexpectedStatusException(Failure failure) {
        super(failure);
    }
}
