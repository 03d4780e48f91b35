package dev.mcpgateway.server.mcp.relay;

/** An argument of a tool of the gateway's own is not what it must be; the message names it, for a model to do better. */
final class BadArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadArgumentException(String message) {
        super(message, null, false, false);
    }
}
