package dev.mcpgateway.server.keys;

import org.jspecify.annotations.Nullable;

/**
 * A key that was found right by a stored hash, and what it was last found to be. It is its own digest too: each further object is a
 * place in memory that no cache has at hand.
 */
final class VerifiedKey extends KeyIdentity.Digest {
    private final String storedHash;
    private volatile boolean used;
    private volatile @Nullable KnownKey found;

    VerifiedKey(KeyIdentity.Digest identity, String storedHash) {
        super(identity);
        this.storedHash = storedHash;
    }

    boolean isOf(String hash) {
        return storedHash.equals(hash);
    }

    @Nullable
    KnownKey found() {
        return found;
    }

    void found(KnownKey key) {
        found = key;
    }

    /** Writes at most once until {@link #rest}: a write of the same would take the cache line from every other thread. */
    void use() {
        if (!used) {
            used = true;
        }
    }

    boolean isUsed() {
        return used;
    }

    void rest() {
        used = false;
    }
}
