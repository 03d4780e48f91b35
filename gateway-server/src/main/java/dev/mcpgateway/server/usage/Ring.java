package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts of the last so many slots of time, a slot being a minute, an hour or a day of the clock, by its number since 1970. A
 * slot's place is its number modulo the size, and what is there names the slot that it is of: a clock that is set leaves
 * nothing behind but counts of other slots, which are passed over and in time overwritten. Only the places that were ever
 * used take memory. Not safe for use by several threads.
 */
final class Ring {
    private static final int FIELDS = 3;
    private static final int COUNT = 1;
    private static final int ERRORS = 2;
    private static final int[] NOTHING = {};

    private final int size;

    /** Which places have an entry, a bit for each. */
    private long places;

    /** Slot, count and errors of each entry, in the order of their places. */
    private int[] entries = NOTHING;

    /** @param size how many slots; at most 64 */
    Ring(int size) {
        if (size < 1 || size > Long.SIZE) {
            throw new IllegalArgumentException("a ring has 1 to 64 slots, not " + size);
        }
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Counts one in {@code slot}. */
    void add(int slot, boolean isError) {
        int entry = entry(slot);
        entries[entry + COUNT] = increased(entries[entry + COUNT]);
        if (isError) {
            entries[entry + ERRORS] = increased(entries[entry + ERRORS]);
        }
    }

    /** What was counted in the slots from {@code first} to {@code last}. */
    Count sum(int first, int last) {
        long count = 0;
        long errors = 0;
        for (int entry = 0; entry < entries.length; entry += FIELDS) {
            if (entries[entry] >= first && entries[entry] <= last) {
                count += entries[entry + COUNT];
                errors += entries[entry + ERRORS];
            }
        }
        return count == 0 ? Count.NONE : new Count(count, errors);
    }

    /** Forgets what is older than the ring is long at {@code slot}, so that memory goes with use. */
    void trim(int slot) {
        for (int place = 0; place < size; place++) {
            int entry = indexOf(place);
            if ((places & bit(place)) != 0 && entries[entry] <= slot - size) {
                int[] rest = new int[entries.length - FIELDS];
                System.arraycopy(entries, 0, rest, 0, entry);
                System.arraycopy(entries, entry + FIELDS, rest, entry, rest.length - entry);
                entries = rest;
                places &= ~bit(place);
            }
        }
    }

    void writeTo(DataOutput out) throws IOException {
        Packed.write(out, entries.length / FIELDS);
        // The order of places is nearly that of slots, so differences are small; they go either way once, where the
        // ring begins.
        int previous = 0;
        for (int entry = 0; entry < entries.length; entry += FIELDS) {
            Packed.writeSigned(out, (long) entries[entry] - previous);
            Packed.write(out, entries[entry + COUNT]);
            Packed.write(out, entries[entry + ERRORS]);
            previous = entries[entry];
        }
    }

    /** Takes over what {@link #writeTo} wrote. */
    void readFrom(DataInput in) throws IOException {
        int count = Packed.readInt(in, size);
        int previous = 0;
        for (int i = 0; i < count; i++) {
            previous = Math.toIntExact(previous + Packed.readSigned(in));
            int entry = entry(previous);
            entries[entry + COUNT] = Packed.readInt(in, Integer.MAX_VALUE);
            entries[entry + ERRORS] = Packed.readInt(in, Integer.MAX_VALUE);
        }
    }

    /** Where the entry of {@code slot} begins; it is made, in the place of that of another slot, where there is none. */
    private int entry(int slot) {
        int place = Math.floorMod(slot, size);
        int entry = indexOf(place);
        if ((places & bit(place)) == 0) {
            int[] grown = new int[entries.length + FIELDS];
            System.arraycopy(entries, 0, grown, 0, entry);
            System.arraycopy(entries, entry, grown, entry + FIELDS, entries.length - entry);
            grown[entry] = slot;
            entries = grown;
            places |= bit(place);
        } else if (entries[entry] != slot) {
            entries[entry] = slot;
            entries[entry + COUNT] = 0;
            entries[entry + ERRORS] = 0;
        }
        return entry;
    }

    private int indexOf(int place) {
        return FIELDS * Long.bitCount(places & (bit(place) - 1));
    }

    private static long bit(int place) {
        return 1L << place;
    }

    private static int increased(int count) {
        return count == Integer.MAX_VALUE ? count : count + 1;
    }
}
