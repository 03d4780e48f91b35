package dev.mcpgateway.client.error;

/** The key was not accepted (401), or the gateway has no admin key to compare it with (500). */
public final class AuthenticationException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    /** Why a key was not accepted. */
    public enum Reason {
        /** The request had no key: something on the way dropped the Authorization field. */
        MISSING,
        /** The Authorization field did not arrive as {@code Bearer} and a key. */
        MALFORMED,
        /** It is not the admin key, or not a key that works. */
        INVALID,
        /** The gateway's configuration file has no admin key. */
        NOT_CONFIGURED
    }

    /** One for this failure. */
    public AuthenticationException(Failure failure) {
        super(failure);
    }

    /** Why the key was not accepted, as far as the answer tells. */
    public Reason reason() {
        if (status() == 500) {
            return Reason.NOT_CONFIGURED;
        }
        // The gateway's sentences for the three cases are part of its contract, and the code is the same.
        String detail = detail();
        if (detail.startsWith("Authorization header required") || detail.equals("Not authenticated")) {
            return Reason.MISSING;
        }
        return detail.startsWith("Invalid authorization format") ? Reason.MALFORMED : Reason.INVALID;
    }
}
