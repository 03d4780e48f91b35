package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTimeTest {
    private static final DateTimeFormatter FORMATTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final long YEAR_9999 = 253_402_300_799L;

    @Test
    void datesAreWrittenAsAFormatterWritesThemAndReadBackToTheSameMoment() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(0, YEAR_9999), random.nextLong(0, 1_000_000_000))
                    .truncatedTo(ChronoUnit.MICROS);

            assertEquals(FORMATTER.format(instant), WireTime.format(instant), "seed " + seed);
            assertEquals(instant, WireTime.parse(WireTime.format(instant)).orElseThrow(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T12:00:00, 2024-01-01T12:00:00Z",
        "2024-01-01T12:00:00.5, 2024-01-01T12:00:00.500Z",
        "2024-01-01T12:00:00+02:00, 2024-01-01T10:00:00Z",
        "2024-01-01T12:00:00.123456Z, 2024-01-01T12:00:00.123456Z"
    })
    void relativesOfTheDocumentedFormAreRead(String text, Instant expected) {
        assertEquals(expected, WireTime.parse(text).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"''", "yesterday", "2024-13-01T00:00:00", "1704110400"})
    void whatIsNoDateIsNone(String text) {
        assertTrue(WireTime.parse(text).isEmpty());
    }
}
