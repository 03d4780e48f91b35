package dev.mcpgateway.client.error;

/** The request is not as the operation takes it (400, 405, 413, 415…): {@link #fieldProblems()} names the fields at fault. */
public final class BadRequestException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** One for this failure. */
    public BadRequestException(Failure failure) {
        super(failure);
    }
}
