package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;

/**
 * A key and all that is kept of it.
 *
 * @param key the key itself: for the one answer that shows it, never stored
 * @param keyId the public, stable id of its record
 * @param lookup what the record is found by, {@link KeyFormat#lookup}
 * @param hash its Argon2id hash as a PHC string
 * @param mask what may be shown of it, {@link KeyFormat#mask}
 */
public record MintedKey(Secret key, String keyId, String lookup, String hash, String mask) {

    /** The id and the mask alone. */
    @Override
    public String toString() {
        return "MintedKey[keyId=" + keyId + ", mask=" + mask + "]";
    }
}
