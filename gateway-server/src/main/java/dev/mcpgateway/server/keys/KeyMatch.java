package dev.mcpgateway.server.keys;

/** The outcome of {@link KeyVerifier#verify}. */
public enum KeyMatch {
    /** The key is not the one that was hashed. */
    WRONG,
    /** The key was found right by this very call, at the price of one Argon2id: the time to renew an old hash. */
    FRESH,
    /** The key is right, and was found so before or by a call at the same time. */
    REMEMBERED;

    /** Whether the key is right. */
    public boolean matches() {
        return this != WRONG;
    }
}
