package dev.mcpgateway.server.keys;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The keys that were found right, at most so many, those used lately staying longest (second-chance eviction).
 *
 * <p>An entry is found by the identity of a key and holds one stored hash, and what the key was last found to be. Asking takes no lock and writes to an entry at most once between two rounds of eviction; remembering takes one,
 * for microseconds after an Argon2id of milliseconds.
 */
final class VerifiedKeys {

    private final int bound;
    private final VerifiedKeyTable byIdentity = new VerifiedKeyTable();

    /** Every entry in the map and some that left it, oldest first; guarded by itself, never longer than the bound. */
    private final Deque<VerifiedKey> ring = new ArrayDeque<>();

    VerifiedKeys(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound + ", at least 1 is needed");
        }
        this.bound = bound;
    }

    boolean contains(KeyIdentity.Digest identity, String storedHash) {
        VerifiedKey entry = byIdentity.get(identity);
        if (entry == null || !entry.isOf(storedHash)) {
            return false;
        }
        entry.use();
        return true;
    }

    void remember(KeyIdentity.Digest identity, String storedHash) {
        synchronized (ring) {
            int chances = ring.size();
            while (ring.size() >= bound) {
                VerifiedKey oldest = ring.remove();
                boolean live = isLive(oldest);
                if (live && oldest.isUsed() && chances > 0) {
                    chances--;
                    oldest.rest();
                    ring.add(oldest);
                } else if (live) {
                    byIdentity.remove(oldest);
                }
            }
            VerifiedKey entry = new VerifiedKey(identity, storedHash);
            ring.add(entry);
            byIdentity.put(entry);
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal entry may have taken its place
    private boolean isLive(VerifiedKey entry) {
        return byIdentity.get(entry) == entry;
    }

    /** What the key was {@link #found} to be at {@code moment}, or null when it was not at that one. */
    @Nullable
    KnownKey recall(KeyIdentity.Digest identity, Object moment) {
        VerifiedKey entry = byIdentity.get(identity);
        KnownKey found = entry == null ? null : entry.found();
        if (entry == null || found == null || !found.isOf(moment)) {
            return null;
        }
        entry.use();
        return found;
    }

    /** Remembers what the key is, where its hash is the one that it was found right by. */
    void found(KeyIdentity.Digest identity, KnownKey key) {
        VerifiedKey entry = byIdentity.get(identity);
        if (entry != null && entry.isOf(key.record().credential().hash())) {
            entry.found(key);
        }
    }

    int size() {
        synchronized (ring) {
            return byIdentity.size();
        }
    }
}
