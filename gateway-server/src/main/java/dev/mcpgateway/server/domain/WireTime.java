package dev.mcpgateway.server.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Dates as the documents show them: UTC, {@code 2024-01-01T12:00:00.000000}, six digits and no zone. */
public final class WireTime {
    private static final String SHAPE = "0000-00-00T00:00:00.000000";
    private static final int LENGTH = SHAPE.length();
    private static final int NANOS_PER_MICRO = 1_000;

    /** The highest power of ten in a number of so many digits. */
    private static final int[] POWERS = {0, 1, 10, 100, 1_000, 10_000, 100_000};

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private WireTime() {}

    /** By hand, because every answer has several dates and a formatter takes longer than the rest of a small one. */
    public static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(LENGTH);
        digits(text, time.getYear(), 4).append('-');
        digits(text, time.getMonthValue(), 2).append('-');
        digits(text, time.getDayOfMonth(), 2).append('T');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        digits(text, time.getSecond(), 2).append('.');
        return digits(text, time.getNano() / NANOS_PER_MICRO, 6).toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        for (int power = POWERS[width]; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
        return text;
    }

    /**
     * Reads the documented form and its relatives: any number of digits, a zone or none (UTC then). Digits after the sixth
     * are cut off, because nothing that is written has them: a place in a list would not be found again.
     *
     * @return nothing where it is no date, or one of a year that four digits do not hold
     */
    public static Optional<Instant> parse(String text) {
        try {
            if (text.length() == LENGTH && isInOwnForm(text)) {
                return stored(LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 5, 7),
                                number(text, 8, 10),
                                number(text, 11, 13),
                                number(text, 14, 16),
                                number(text, 17, 19),
                                number(text, 20, LENGTH) * NANOS_PER_MICRO)
                        .toInstant(ZoneOffset.UTC));
            }
            return stored(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notLocal) {
            try {
                return stored(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        }
    }

    /** Whether it looks like what {@link #format} makes: a large file has hundreds of thousands, and a parser takes long. */
    private static boolean isInOwnForm(String text) {
        for (int i = 0; i < LENGTH; i++) {
            char shape = SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == '0' ? c < '0' || c > '9' : c != shape) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static Optional<Instant> stored(Instant instant) {
        return instant.isBefore(FIRST) || !instant.isBefore(END)
                ? Optional.empty()
                : Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
