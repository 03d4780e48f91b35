package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing counted by the minute for an hour, by the hour for two days, and by the day for a month. A slot of time has its place
 * by its number since 1970, modulo how many are remembered, and what is there names the slot that it is of: a clock that is set
 * leaves nothing behind but counts of other slots, which are passed over and in time overwritten. Only places that were ever
 * used take memory, and all of them are in one array, because what costs time is how much memory is touched. Not safe for
 * use by several threads.
 */
final class Rings {
    private static final int FIELDS = 3;
    private static final int COUNT = 1;
    private static final int ERRORS = 2;
    private static final int[] NOTHING = {};

    /** Which places have an entry, a bit for each. */
    private long minutes;

    private long hours;
    private long days;

    /** Slot, count and errors of each entry: of minutes, hours, then days, in the order of their places. */
    private int[] entries = NOTHING;

    /** Counts so many at {@code millis} since 1970. */
    void add(long millis, int count, int errors) {
        add(Span.MINUTE, Span.MINUTE.slot(millis), count, errors);
        add(Span.HOUR, Span.HOUR.slot(millis), count, errors);
        add(Span.DAY, Span.DAY.slot(millis), count, errors);
    }

    void add(Span span, int slot, int count, int errors) {
        int entry = entry(span, slot);
        entries[entry + COUNT] = sum(entries[entry + COUNT], count);
        entries[entry + ERRORS] = sum(entries[entry + ERRORS], errors);
    }

    /** What was counted in the slots from {@code first} to {@code last}. */
    Count sum(Span span, int first, int last) {
        long count = 0;
        long errors = 0;
        int start = start(span);
        int end = start + FIELDS * Long.bitCount(places(span));
        for (int entry = start; entry < end; entry += FIELDS) {
            if (entries[entry] >= first && entries[entry] <= last) {
                count += entries[entry + COUNT];
                errors += entries[entry + ERRORS];
            }
        }
        return count == 0 ? Count.NONE : new Count(count, errors);
    }

    /** What was counted in the {@code count} slots up to that of {@code millis}, which is not over yet. */
    Count last(int count, Span span, long millis) {
        int now = span.slot(millis);
        return sum(span, now - count + 1, now);
    }

    /** The same, slot by slot, the oldest first. */
    List<SlotCount> series(int count, Span span, long millis) {
        int now = span.slot(millis);
        List<SlotCount> series = new ArrayList<>(count);
        for (int slot = now - count + 1; slot <= now; slot++) {
            Count counted = sum(span, slot, slot);
            series.add(new SlotCount(span.start(slot), counted.count(), counted.errors()));
        }
        return series;
    }

    /**
     * What was counted in the {@code seconds} before {@code millis}: the oldest slot is only partly in them, and counts for that
     * part. A time of more than an hour is counted by hours.
     */
    Recent recent(long seconds, long millis) {
        Span span = seconds <= Span.HOUR.seconds() ? Span.MINUTE : Span.HOUR;
        long length = span.seconds() * 1_000;
        int now = span.slot(millis);
        long full = Math.max(1, (seconds + span.seconds() - 1) / span.seconds());
        int oldest = now - (int) full;
        Count whole = sum(span, oldest + 1, now);
        Count part = sum(span, oldest, oldest);
        double weight = 1 - (double) Math.floorMod(millis, length) / length;
        return new Recent(whole.count() + part.count() * weight, whole.errors() + part.errors() * weight);
    }

    /** Forgets what nobody can ask for any more at {@code millis}, so that memory goes with use. */
    void trim(long millis) {
        for (Span span : Span.values()) {
            int oldest = span.slot(millis) - span.slots() + 1;
            for (int place = 0; place < span.slots(); place++) {
                int entry = start(span) + FIELDS * Long.bitCount(places(span) & (bit(place) - 1));
                if ((places(span) & bit(place)) != 0 && entries[entry] < oldest) {
                    int[] rest = new int[entries.length - FIELDS];
                    System.arraycopy(entries, 0, rest, 0, entry);
                    System.arraycopy(entries, entry + FIELDS, rest, entry, rest.length - entry);
                    entries = rest;
                    setPlaces(span, places(span) & ~bit(place));
                }
            }
        }
    }

    void writeTo(DataOutput out) throws IOException {
        int entry = 0;
        for (Span span : Span.values()) {
            int count = Long.bitCount(places(span));
            Packed.write(out, count);
            // The order of places is nearly that of slots: differences are small, but for the one where the ring
            // begins.
            int previous = 0;
            for (int i = 0; i < count; i++) {
                Packed.writeSigned(out, (long) entries[entry] - previous);
                Packed.write(out, entries[entry + COUNT]);
                Packed.write(out, entries[entry + ERRORS]);
                previous = entries[entry];
                entry += FIELDS;
            }
        }
    }

    /** Takes over what {@link #writeTo} wrote. */
    void readFrom(DataInput in) throws IOException {
        for (Span span : Span.values()) {
            int count = Packed.readInt(in, span.slots());
            int slot = 0;
            for (int i = 0; i < count; i++) {
                slot = Math.toIntExact(slot + Packed.readSigned(in));
                int entry = entry(span, slot);
                entries[entry + COUNT] = Packed.readInt(in, Integer.MAX_VALUE);
                entries[entry + ERRORS] = Packed.readInt(in, Integer.MAX_VALUE);
            }
        }
    }

    /** Where the entry of {@code slot} begins; it is made, in the place of that of another slot, where there is none. */
    private int entry(Span span, int slot) {
        int place = Math.floorMod(slot, span.slots());
        long places = places(span);
        int entry = start(span) + FIELDS * Long.bitCount(places & (bit(place) - 1));
        if ((places & bit(place)) == 0) {
            int[] grown = new int[entries.length + FIELDS];
            System.arraycopy(entries, 0, grown, 0, entry);
            System.arraycopy(entries, entry, grown, entry + FIELDS, entries.length - entry);
            grown[entry] = slot;
            entries = grown;
            setPlaces(span, places | bit(place));
        } else if (entries[entry] != slot) {
            entries[entry] = slot;
            entries[entry + COUNT] = 0;
            entries[entry + ERRORS] = 0;
        }
        return entry;
    }

    private int start(Span span) {
        return switch (span) {
            case MINUTE -> 0;
            case HOUR -> FIELDS * Long.bitCount(minutes);
            case DAY -> FIELDS * (Long.bitCount(minutes) + Long.bitCount(hours));
        };
    }

    private long places(Span span) {
        return switch (span) {
            case MINUTE -> minutes;
            case HOUR -> hours;
            case DAY -> days;
        };
    }

    private void setPlaces(Span span, long places) {
        switch (span) {
            case MINUTE -> minutes = places;
            case HOUR -> hours = places;
            case DAY -> days = places;
        }
    }

    private static long bit(int place) {
        return 1L << place;
    }

    /** It stops where there is no room for more. */
    private static int sum(int counted, int more) {
        return (int) Math.min(Integer.MAX_VALUE, (long) counted + more);
    }
}
