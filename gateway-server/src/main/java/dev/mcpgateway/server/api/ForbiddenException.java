package dev.mcpgateway.server.api;

/** The caller is known, and may not do this. */
final class ForbiddenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForbiddenException(String message) {
        super(message, null, false, false);
    }
}
