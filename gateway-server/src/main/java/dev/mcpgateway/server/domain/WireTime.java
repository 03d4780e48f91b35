package dev.mcpgateway.server.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Dates as the documents show them: UTC, {@code 2024-01-01T12:00:00.000000}, six digits and no zone. */
public final class WireTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private WireTime() {}

    public static String format(Instant instant) {
        return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /**
     * Reads the documented form and its relatives: any number of digits, a zone or none (UTC then). Digits after the sixth
     * are cut off, because nothing that is written has them: a place in a list would not be found again.
     *
     * @return nothing where it is no date, or one of a year that four digits do not hold
     */
    public static Optional<Instant> parse(String text) {
        try {
            return stored(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notLocal) {
            try {
                return stored(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Instant> stored(Instant instant) {
        return instant.isBefore(FIRST) || !instant.isBefore(END)
                ? Optional.empty()
                : Optional.of(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
