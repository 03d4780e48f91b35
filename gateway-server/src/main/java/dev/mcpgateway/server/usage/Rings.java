package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One thing counted by the minute for an hour, by the hour for two days, and by the day for a month. */
final class Rings {
    private final Ring minutes = new Ring(Span.MINUTE.slots());
    private final Ring hours = new Ring(Span.HOUR.slots());
    private final Ring days = new Ring(Span.DAY.slots());

    /** Counts one at {@code millis} since 1970. */
    void add(long millis, boolean isError) {
        minutes.add(Span.MINUTE.slot(millis), isError);
        hours.add(Span.HOUR.slot(millis), isError);
        days.add(Span.DAY.slot(millis), isError);
    }

    /** What was counted in the {@code count} slots up to that of {@code millis}, which is not over yet. */
    Count last(int count, Span span, long millis) {
        int now = span.slot(millis);
        return of(span).sum(now - count + 1, now);
    }

    /** The same, slot by slot, the oldest first. */
    List<SlotCount> series(int count, Span span, long millis) {
        int now = span.slot(millis);
        List<SlotCount> series = new ArrayList<>(count);
        for (int slot = now - count + 1; slot <= now; slot++) {
            Count counted = of(span).sum(slot, slot);
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
        Count whole = of(span).sum(oldest + 1, now);
        Count part = of(span).sum(oldest, oldest);
        double weight = 1 - (double) Math.floorMod(millis, length) / length;
        return new Recent(whole.count() + part.count() * weight, whole.errors() + part.errors() * weight);
    }

    void trim(long millis) {
        minutes.trim(Span.MINUTE.slot(millis));
        hours.trim(Span.HOUR.slot(millis));
        days.trim(Span.DAY.slot(millis));
    }

    void writeTo(DataOutput out) throws IOException {
        minutes.writeTo(out);
        hours.writeTo(out);
        days.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        minutes.readFrom(in);
        hours.readFrom(in);
        days.readFrom(in);
    }

    private Ring of(Span span) {
        return switch (span) {
            case MINUTE -> minutes;
            case HOUR -> hours;
            case DAY -> days;
        };
    }
}
