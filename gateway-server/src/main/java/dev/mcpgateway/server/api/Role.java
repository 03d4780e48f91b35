package dev.mcpgateway.server.api;

/** Who may call an operation. */
public enum Role {
    /** Anybody, without a key. */
    PUBLIC,
    /** Whoever presents the admin key. */
    ADMIN
}
