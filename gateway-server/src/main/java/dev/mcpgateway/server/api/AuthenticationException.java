package dev.mcpgateway.server.api;

import dev.mcpgateway.server.keys.AdminAuthentication;

/** The caller did not show the admin key. */
final class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private AuthenticationException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** With the texts that the documents give. */
    static AuthenticationException of(AdminAuthentication outcome) {
        return switch (outcome) {
            case MISSING_HEADER -> new AuthenticationException(401, "Authorization header required");
            case MALFORMED_HEADER ->
                new AuthenticationException(401, "Invalid authorization format. Use 'Bearer <api_key>'");
            case INVALID_KEY ->
                new AuthenticationException(
                        401, "Invalid admin API key. Administrative operations require admin_apikey.");
            case NOT_CONFIGURED ->
                new AuthenticationException(500, "Admin API key not configured. Please regenerate configuration.");
            case ACCEPTED -> throw new IllegalArgumentException("nothing was refused");
        };
    }

    int status() {
        return status;
    }

    ErrorCode code() {
        return ErrorCode.AUTH_INVALID_CREDENTIALS;
    }
}
