package dev.mcpgateway.server.usage;

import org.jspecify.annotations.Nullable;

/**
 * A key whose calls one {@link UsageMeter} counts. Whoever keeps it for the key's next call spares the meter to look for the
 * key's counters again.
 */
public class CountedKey {
    private final String id;

    /** Where the calls were counted last. */
    private volatile @Nullable KeyUsage counters;

    /** @param id the public id of the key */
    public CountedKey(String id) {
        this.id = id;
    }

    /** The public id of the key. */
    public final String id() {
        return id;
    }

    /** Where the calls were counted last; null where they never were, or where that counts no more. */
    @Nullable
    KeyUsage counters() {
        KeyUsage known = counters;
        return known == null || known.isForgotten() ? null : known;
    }

    void countedBy(KeyUsage found) {
        counters = found;
    }
}
