package dev.mcpgateway.server.keys;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that were found right, at most so many, those used lately staying longest (second-chance eviction).
 *
 * <p>An entry is found by the identity of a key and holds one stored hash, and what the key was last found to be. Asking takes no lock and writes to an entry at most once between two rounds of eviction; remembering takes one,
 * for microseconds after an Argon2id of milliseconds.
 */
final class VerifiedKeys {

    private final int bound;
    private final ConcurrentMap<KeyIdentity.Digest, Entry> byIdentity = new ConcurrentHashMap<>();

    /** Every entry in the map and some that left it, oldest first; guarded by itself, never longer than the bound. */
    private final Deque<Entry> ring = new ArrayDeque<>();

    VerifiedKeys(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound + ", at least 1 is needed");
        }
        this.bound = bound;
    }

    boolean contains(KeyIdentity.Digest identity, String storedHash) {
        Entry entry = byIdentity.get(identity);
        if (entry == null || !entry.storedHash.equals(storedHash)) {
            return false;
        }
        entry.use();
        return true;
    }

    void remember(KeyIdentity.Digest identity, String storedHash) {
        synchronized (ring) {
            int chances = ring.size();
            while (ring.size() >= bound) {
                Entry oldest = ring.remove();
                boolean live = isLive(oldest);
                if (live && oldest.used && chances > 0) {
                    chances--;
                    oldest.used = false;
                    ring.add(oldest);
                } else if (live) {
                    byIdentity.remove(oldest);
                }
            }
            Entry entry = new Entry(identity, storedHash);
            ring.add(entry);
            // The entry is its own key; put would keep that of the one before.
            byIdentity.remove(entry);
            byIdentity.put(entry, entry);
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal entry may have taken its place
    private boolean isLive(Entry entry) {
        return byIdentity.get(entry) == entry;
    }

    /** What the key was {@link #found} to be at {@code moment}, or null when it was not at that one. */
    @Nullable
    KnownKey recall(KeyIdentity.Digest identity, Object moment) {
        Entry entry = byIdentity.get(identity);
        KnownKey found = entry == null ? null : entry.found;
        if (entry == null || found == null || !found.isOf(moment)) {
            return null;
        }
        entry.use();
        return found;
    }

    /** Remembers what the key is, where its hash is the one that it was found right by. */
    void found(KeyIdentity.Digest identity, KnownKey key) {
        Entry entry = byIdentity.get(identity);
        if (entry != null && entry.storedHash.equals(key.record().credential().hash())) {
            entry.found = key;
        }
    }

    int size() {
        return byIdentity.size();
    }

    /** Is the digest too: each further object is a place in memory that no cache has at hand. */
    private static final class Entry extends KeyIdentity.Digest {
        final String storedHash;
        volatile boolean used;
        volatile @Nullable KnownKey found;

        Entry(KeyIdentity.Digest identity, String storedHash) {
            super(identity);
            this.storedHash = storedHash;
        }

        void use() {
            if (!used) {
                used = true;
            }
        }
    }
}
