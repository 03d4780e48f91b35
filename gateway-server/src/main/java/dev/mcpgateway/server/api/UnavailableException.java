package dev.mcpgateway.server.api;

/** The gateway is starting or stopping and takes no requests. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a public text. */
    public UnavailableException(String message) {
        super(message, null, false, false);
    }
}
