package dev.mcpgateway.server.api;

/** Who may call an operation. */
public enum Role {
    /** Anybody, without a key. */
    PUBLIC,
    /** Whoever presents the admin key; where the operation says so, user keys for what is theirs. */
    ADMIN,
    /** Whoever presents a user key. */
    USER_KEY
}
