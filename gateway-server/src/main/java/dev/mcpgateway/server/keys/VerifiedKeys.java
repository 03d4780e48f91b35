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

    boolean contains(String lookup, String identity) {
        Entry entry = byLookup.get(lookup);
        // Both sides are keyed digests that nobody outside can steer, so the time of the comparison tells nothing.
        if (entry == null || !entry.identity.equals(identity)) {
            return false;
        }
        if (!entry.used) {
            entry.used = true;
        }
        return true;
    }

    void remember(String lookup, String identity) {
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
            Entry entry = new Entry(lookup, identity);
            ring.add(entry);
            byLookup.put(lookup, entry);
        }
    }

    void forget(String lookup) {
        byLookup.remove(lookup);
    }

    int size() {
        return byLookup.size();
    }

    private static final class Entry {
        final String lookup;
        final String identity;
        volatile boolean used;

        Entry(String lookup, String identity) {
            this.lookup = lookup;
            this.identity = identity;
        }
    }
}
