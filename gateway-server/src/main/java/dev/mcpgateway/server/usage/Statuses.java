package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often a key's calls were answered with which HTTP status. There are few, so looking through them beats hashing. */
final class Statuses {
    private static final int LOWEST = 100;
    private static final int HIGHEST = 599;

    private short[] statuses = {};
    private long[] counts = {};

    void add(int status) {
        // Looked for first: a status that is new makes both arrays anew.
        int place = place(Math.max(LOWEST, Math.min(HIGHEST, status)));
        counts[place]++;
    }

    SortedMap<Integer, Long> counts() {
        SortedMap<Integer, Long> all = new TreeMap<>();
        for (int i = 0; i < statuses.length; i++) {
            all.put((int) statuses[i], counts[i]);
        }
        return all;
    }

    void writeTo(DataOutput out) throws IOException {
        Packed.write(out, statuses.length);
        for (int i = 0; i < statuses.length; i++) {
            Packed.write(out, statuses[i]);
            Packed.write(out, counts[i]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        int count = Packed.readInt(in, HIGHEST - LOWEST + 1);
        for (int i = 0; i < count; i++) {
            int place = place(Packed.readInt(in, HIGHEST));
            counts[place] += Packed.read(in);
        }
    }

    private int place(int status) {
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] == status) {
                return i;
            }
        }
        int last = statuses.length;
        statuses = Arrays.copyOf(statuses, last + 1);
        counts = Arrays.copyOf(counts, last + 1);
        statuses[last] = (short) status;
        return last;
    }
}
