package dev.mcpgateway.server.usage;

import dev.mcpgateway.server.usage.Usage.EndpointCount;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often a key has called what, for the first hundred names and all {@link #OTHER} ones together. An open hash table. */
final class Endpoints {
    static final String OTHER = "other";
    static final int MOST = 100;
    private static final int FIRST_CAPACITY = 2;
    private static final int LONGEST_NAME = 256;

    private @Nullable String[] names = new @Nullable String[FIRST_CAPACITY];

    /** Calls and failures of each name, side by side. */
    private long[] counts = new long[2 * FIRST_CAPACITY];

    private int size;

    /**
     * Counts calls of one name.
     *
     * @param pool gives the one copy of a name that is new here
     * @return the copy that is kept of the name, or {@link #OTHER}
     */
    String add(String endpoint, int calls, int errors, Pool<String> pool) {
        int at = indexOf(endpoint);
        if (names[at] == null) {
            at = made(endpoint, pool);
        }
        counts[2 * at] += calls;
        counts[2 * at + 1] += errors;
        return names[at];
    }

    /** The most called first. */
    List<EndpointCount> calls() {
        List<EndpointCount> calls = new ArrayList<>(size);
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            if (name != null) {
                calls.add(new EndpointCount(name, counts[2 * i], counts[2 * i + 1]));
            }
        }
        calls.sort(Comparator.comparingLong(EndpointCount::count).reversed().thenComparing(EndpointCount::endpoint));
        return calls;
    }

    void writeTo(DataOutput out, NameTable table) throws IOException {
        Packed.write(out, size);
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            if (name != null) {
                table.write(out, name);
                Packed.write(out, counts[2 * i]);
                Packed.write(out, counts[2 * i + 1]);
            }
        }
    }

    void readFrom(DataInput in, NameTable table, Pool<String> pool) throws IOException {
        int count = Packed.readInt(in, MOST + 1);
        for (int i = 0; i < count; i++) {
            int at = made(table.read(in), pool);
            counts[2 * at] += Packed.read(in);
            counts[2 * at + 1] += Packed.read(in);
        }
    }

    /** The place of a name that may be new; that of {@link #OTHER} where there is no room for it. */
    private int made(String endpoint, Pool<String> pool) {
        String name = size < MOST && endpoint.length() <= LONGEST_NAME ? endpoint : OTHER;
        int at = indexOf(name);
        if (names[at] != null) {
            return at;
        }
        if (2 * (size + 1) > names.length) {
            grow();
            at = indexOf(name);
        }
        names[at] = pool.pooled(name);
        size++;
        return at;
    }

    /** Where {@code name} is, or where it would have to be. */
    private int indexOf(String name) {
        int mask = names.length - 1;
        int hash = name.hashCode();
        int at = (hash ^ hash >>> 16) & mask;
        for (String there = names[at]; there != null && !there.equals(name); there = names[at]) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        @Nullable String[] oldNames = names;
        long[] oldCounts = counts;
        names = new @Nullable String[2 * oldNames.length];
        counts = new long[2 * oldCounts.length];
        for (int i = 0; i < oldNames.length; i++) {
            String name = oldNames[i];
            if (name != null) {
                int at = indexOf(name);
                names[at] = name;
                counts[2 * at] = oldCounts[2 * i];
                counts[2 * at + 1] = oldCounts[2 * i + 1];
            }
        }
    }
}
