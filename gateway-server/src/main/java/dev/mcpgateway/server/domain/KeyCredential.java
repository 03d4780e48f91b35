package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is stored in place of a key (contract: api-keys.md, "Form").
 *
 * @param lookup the first 16 hex digits of the key's SHA-256; finds the record
 * @param hash the Argon2id hash as a PHC string; proves the key; empty while it is being made
 * @param mask the key as it may be shown, {@code mgw_a1b2...o5p6}
 * @param legacy whether the key has another form than the gateway's own
 * @param clear the key itself, which a file held in clear, while its hash is being made: in memory alone
 */
public record KeyCredential(
        String lookup,
        String hash,
        String mask,
        boolean legacy,
        @Nullable Secret clear) {
    public KeyCredential(String lookup, String hash, String mask, boolean legacy) {
        this(lookup, hash, mask, legacy, null);
    }

    public boolean isHashed() {
        return !hash.isEmpty();
    }

    /** What a new secret in place of this one begins with. */
    KeyPrefix prefix() {
        return KeyPrefix.ofMask(mask);
    }

    @Override
    public String toString() {
        return "KeyCredential[" + mask + "]";
    }
}
