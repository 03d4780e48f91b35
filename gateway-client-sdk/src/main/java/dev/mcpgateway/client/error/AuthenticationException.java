package dev.mcpgateway.client.error;

import java.util.List;

/** The key was not accepted (401), or the gateway has no admin key to compare it with (500). */
public final class AuthenticationException extends GatewayApiException {
    private static final long serialVersionUID = 1;

    private static final List<String> SIGNATURE = List.of(
            "The request signature is ",
            "The timestamp of the signature is ",
            "The signed request was received before");

    /** Why a key was not accepted. */
    public enum Reason {
        /** The request had no key: something on the way dropped the Authorization field. */
        MISSING,
        /** The Authorization field did not arrive as {@code Bearer} and a key. */
        MALFORMED,
        /** It is not the admin key, or not a key that works. */
        INVALID,
        /** The request's signature is missing or wrong, or was made too long ago, or the request was received before. */
        SIGNATURE,
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
        // The gateway's sentences for these cases are part of its contract, and the code is the same.
        String detail = detail();
        if (detail.startsWith("Authorization header required") || detail.equals("Not authenticated")) {
            return Reason.MISSING;
        }
        if (SIGNATURE.stream().anyMatch(detail::startsWith)) {
            return Reason.SIGNATURE;
        }
        return detail.startsWith("Invalid authorization format") ? Reason.MALFORMED : Reason.INVALID;
    }
}
