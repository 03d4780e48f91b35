package dev.mcpgateway.server.keys;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The keys that were found right, at most so many, those used lately staying longest (second-chance eviction).
 *
 * <p>An entry is found by the key's look-up and holds the identity of one key and one stored hash. Asking takes no lock
 * and writes to an entry at most once between two rounds of eviction; remembering takes one, for microseconds after an
 * Argon2id of milliseconds.
 */
final class VerifiedKeys {

    private final int bound;
    private final ConcurrentMap<String, Entry> byLookup = new ConcurrentHashMap<>();

    /** Every entry in the map and some that left it, oldest first; guarded by itself, never longer than the bound. */
    private final Deque<Entry> ring = new ArrayDeque<>();

    VerifiedKeys(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound is " + bound + ", at least 1 is needed");
        }
        this.bound = bound;
    }

    boolean contains(String lookup, KeyIdentity.Digest identity, String storedHash) {
        Entry entry = byLookup.get(lookup);
        if (entry == null || !entry.isOf(identity, storedHash)) {
            return false;
        }
        if (!entry.used) {
            entry.used = true;
        }
        return true;
    }

    void remember(String lookup, KeyIdentity.Digest identity, String storedHash) {
        synchronized (ring) {
            int chances = ring.size();
            while (ring.size() >= bound) {
                Entry oldest = ring.remove();
                boolean live = byLookup.get(oldest.lookup) == oldest;
                if (live && oldest.used && chances > 0) {
                    chances--;
                    oldest.used = false;
                    ring.add(oldest);
                } else if (live) {
                    byLookup.remove(oldest.lookup, oldest);
                }
            }
            Entry entry = new Entry(lookup, identity, storedHash);
            ring.add(entry);
            byLookup.put(lookup, entry);
        }
    }

    int size() {
        return byLookup.size();
    }

    /** The digest lies in the entry itself: each further object is a place in memory that no cache has at hand. */
    private static final class Entry {
        final String lookup;
        final long first;
        final long second;
        final long third;
        final long fourth;
        final String storedHash;
        volatile boolean used;

        Entry(String lookup, KeyIdentity.Digest identity, String storedHash) {
            this.lookup = lookup;
            this.first = identity.first();
            this.second = identity.second();
            this.third = identity.third();
            this.fourth = identity.fourth();
            this.storedHash = storedHash;
        }

        /** Digests under a secret are nothing that anybody can steer, so the time that this takes tells nothing. */
        boolean isOf(KeyIdentity.Digest identity, String hash) {
            return first == identity.first()
                    && second == identity.second()
                    && third == identity.third()
                    && fourth == identity.fourth()
                    && storedHash.equals(hash);
        }
    }
}
