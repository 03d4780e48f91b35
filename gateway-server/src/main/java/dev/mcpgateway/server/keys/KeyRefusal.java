package dev.mcpgateway.server.keys;

import java.util.Locale;

/**
 * Why a request with a user key is turned away, in the order in which the checks are made. The messages are for the
 * caller and say no more than it may know: of a key that never was and of one that is revoked the same.
 */
public enum KeyRefusal {
    /** No key, two that differ, one of another form, an unknown one or a revoked one. */
    INVALID_API_KEY(401, Type.AUTHENTICATION, "The API key provided is invalid or has been revoked"),
    /** Switched off by the administrator, for now. */
    DISABLED_API_KEY(401, Type.AUTHENTICATION, "The API key is disabled"),
    /** Its time has not come yet. */
    INACTIVE_API_KEY(401, Type.AUTHENTICATION, "The API key is not valid yet"),
    /** Its time is over. */
    EXPIRED_API_KEY(401, Type.AUTHENTICATION, "The API key has expired"),
    /** The client's address is not among those that may use the key. */
    IP_NOT_ALLOWED(403, Type.PERMISSION, "The API key may not be used from this address"),
    /** The signature is missing where the key needs one, is of no known form, or is wrong. */
    INVALID_SIGNATURE(401, Type.AUTHENTICATION, "The request signature is missing or wrong"),
    /** Signed too long ago, or for a moment to come. */
    TIMESTAMP_OUT_OF_RANGE(
            401, Type.AUTHENTICATION, "The timestamp of the signature is more than 300 seconds away from the server's"),
    /** Seen before, and so recently that it would pass again. */
    REPLAYED_REQUEST(401, Type.AUTHENTICATION, "The signed request was received before"),
    /** More calls than the key may make, or more failures than an address may. */
    RATE_LIMIT_EXCEEDED(429, Type.RATE_LIMIT, "Too many requests: try again later"),
    /** The key does not open what was asked for. */
    INSUFFICIENT_SCOPE(403, Type.PERMISSION, "The API key has no scope for this request");

    private static final class Type {
        static final String AUTHENTICATION = "authentication_error";
        static final String PERMISSION = "permission_error";
        static final String RATE_LIMIT = "rate_limit_error";
    }

    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final String type;
    private final String message;

    KeyRefusal(int status, String type, String message) {
        this.status = status;
        this.type = type;
        this.message = message;
    }

    /** The HTTP status: 401, 403 or 429. */
    public int status() {
        return status;
    }

    /** Whether the client did not prove who it is (401). */
    boolean isFailedAuthentication() {
        return status == UNAUTHORIZED;
    }

    /** Whether the key itself is what is wrong: it opens nothing at present, from wherever it is used. */
    public boolean isBadKey() {
        return this == INVALID_API_KEY
                || this == DISABLED_API_KEY
                || this == INACTIVE_API_KEY
                || this == EXPIRED_API_KEY;
    }

    /** The {@code code} of the error on the wire: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The {@code type} of the error on the wire, such as {@code authentication_error}. */
    public String type() {
        return type;
    }

    /** The public sentence. */
    public String message() {
        return message;
    }
}
