package dev.mcpgateway.server.keys;

/** The outcome of {@link AdminAuthenticator#authenticate}, in the order in which the checks are made. */
public enum AdminAuthentication {
    /** There is no {@code Authorization} header, or an empty one. */
    MISSING_HEADER,
    /** The header is not {@code Bearer <key>}, or there are two. */
    MALFORMED_HEADER,
    /** A key was sent, and the configuration has none to compare it with. */
    NOT_CONFIGURED,
    /** The key is not the admin key. */
    INVALID_KEY,
    /** The caller is the administrator. */
    ACCEPTED
}
