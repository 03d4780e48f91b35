package dev.mcpgateway.server.api;

/** The gateway is stopping and takes no more requests. */
public final class ShuttingDownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ShuttingDownException() {
        super("The gateway is stopping", null, false, false);
    }
}
