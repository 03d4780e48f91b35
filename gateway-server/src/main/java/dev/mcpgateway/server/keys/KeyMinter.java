package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;

/** Makes keys. Each call runs one Argon2id, so it takes its turn among the others and may be told to come back. */
public final class KeyMinter {

    private final SecureRandom random;
    private final KeyHasher hasher;

    /** A minter of keys and ids from {@code random}, hashed by {@code hasher}. */
    public KeyMinter(SecureRandom random, KeyHasher hasher) {
        this.random = random;
        this.hasher = hasher;
    }

    /**
     * A new key.
     *
     * @throws HashingOverloadedException when the turn to hash it does not come in time
     */
    public MintedKey mint(KeyPrefix prefix) {
        return adopt(KeyFormat.mint(prefix, random));
    }

    /**
     * What is to be kept of a key that exists already, of whatever form: one met in plain text in a file.
     *
     * @throws HashingOverloadedException when the turn to hash it does not come in time
     */
    public MintedKey adopt(Secret key) {
        String text = key.reveal();
        return new MintedKey(
                key, KeyFormat.keyId(random), KeyFormat.lookup(text), hasher.hash(key), KeyFormat.mask(text));
    }
}
