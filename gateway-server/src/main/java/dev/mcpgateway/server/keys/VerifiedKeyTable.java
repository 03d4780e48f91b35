package dev.mcpgateway.server.keys;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A hash table with open addressing, which has one place in memory less to wait for than a map with nodes. Nobody can choose
 * digests that meet in one place, because a secret goes into each.
 *
 * <p>Reading takes no lock; it finds what was put in before it began and is not removed while it goes on. Writers have to take turns.
 */
final class VerifiedKeyTable {
    private static final int FIRST_LENGTH = 16;

    /** Stands where a key was, so that those beyond it are still found. */
    private static final VerifiedKey GONE = new VerifiedKey(new KeyIdentity.Digest(0, 0, 0, 0), "");

    /** A power of two places, no more than half of them taken, so that each search ends soon. */
    private volatile AtomicReferenceArray<@Nullable VerifiedKey> places = new AtomicReferenceArray<>(FIRST_LENGTH);

    /** How many places are taken: by keys that are there or gone. */
    private int taken;

    private int size;

    @Nullable
    VerifiedKey get(KeyIdentity.Digest identity) {
        AtomicReferenceArray<@Nullable VerifiedKey> in = places;
        VerifiedKey there = in.get(place(in, identity));
        return isKey(there) ? there : null;
    }

    /** Puts {@code key} in, in place of one with the same identity. */
    void put(VerifiedKey key) {
        int at = place(places, key);
        if (places.get(at) == null) {
            if (2 * (taken + 1) > places.length()) {
                rebuild();
                at = place(places, key);
            }
            taken++;
            size++;
        }
        places.set(at, key);
    }

    void remove(KeyIdentity.Digest identity) {
        int at = place(places, identity);
        if (places.get(at) != null) {
            places.set(at, GONE);
            size--;
        }
    }

    /** For those alone whose turn to write it is. */
    int size() {
        return size;
    }

    /** How many places it has. */
    int length() {
        return places.length();
    }

    /** Leaves out what is gone, and makes room for as many again as there are. */
    private void rebuild() {
        AtomicReferenceArray<@Nullable VerifiedKey> before = places;
        int length = Math.max(FIRST_LENGTH, 4 * Integer.highestOneBit(size));
        AtomicReferenceArray<@Nullable VerifiedKey> after = new AtomicReferenceArray<>(length);
        for (int at = 0; at < before.length(); at++) {
            VerifiedKey key = before.get(at);
            if (isKey(key)) {
                after.set(place(after, key), key);
            }
        }
        taken = size;
        places = after;
    }

    /** Where {@code identity} is, or else the empty place where it belongs. */
    private static int place(AtomicReferenceArray<@Nullable VerifiedKey> in, KeyIdentity.Digest identity) {
        int last = in.length() - 1;
        int at = identity.hashCode() & last;
        for (VerifiedKey there = in.get(at); there != null; there = in.get(at)) {
            if (isKey(there) && there.equals(identity)) {
                return at;
            }
            at = (at + 1) & last;
        }
        return at;
    }

    @SuppressWarnings("ReferenceEquality") // a key with the digest of that one would be another
    private static boolean isKey(@Nullable VerifiedKey there) {
        return there != null && there != GONE;
    }
}
