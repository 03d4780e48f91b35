package dev.mcpgateway.server.bridge;

/** A message has no answer of the gateway's; the text says why, and what to do. */
final class GatewayException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status that of the HTTP answer; 0 where there was none */
    GatewayException(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
