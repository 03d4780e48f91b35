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
    private static final int STATUS_SHIFT = 48;
    private static final long COUNT_MASK = (1L << STATUS_SHIFT) - 1;

    /** A status in the upper 16 bits, how often there was one in the others. */
    private long[] counts = {};

    void add(int status, int calls) {
        // Looked for first: a status that is new makes the array anew.
        int place = place(Math.max(LOWEST, Math.min(HIGHEST, status)));
        counts[place] += calls;
    }

    SortedMap<Integer, Long> counts() {
        SortedMap<Integer, Long> all = new TreeMap<>();
        for (long count : counts) {
            all.put((int) (count >> STATUS_SHIFT), count & COUNT_MASK);
        }
        return all;
    }

    void writeTo(DataOutput out) throws IOException {
        Packed.write(out, counts.length);
        for (long count : counts) {
            Packed.write(out, count >> STATUS_SHIFT);
            Packed.write(out, count & COUNT_MASK);
        }
    }

    void readFrom(DataInput in) throws IOException {
        int many = Packed.readInt(in, HIGHEST - LOWEST + 1);
        for (int i = 0; i < many; i++) {
            int place = place(Packed.readInt(in, HIGHEST));
            counts[place] += Packed.read(in) & COUNT_MASK;
        }
    }

    private int place(int status) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] >> STATUS_SHIFT == status) {
                return i;
            }
        }
        int last = counts.length;
        counts = Arrays.copyOf(counts, last + 1);
        counts[last] = (long) status << STATUS_SHIFT;
        return last;
    }
}
