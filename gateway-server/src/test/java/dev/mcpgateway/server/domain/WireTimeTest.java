package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void digitsAfterTheSixthAreCutOffSoThatADateIsReadAsItIsWritten() {
        Instant read = WireTime.parse("2024-01-01T12:00:00.123456789").orElseThrow();

        assertEquals(Instant.parse("2024-01-01T12:00:00.123456Z"), read);
        assertEquals(Optional.of(read), WireTime.parse(WireTime.format(read)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00",
                "9999-12-31T23:30:00-01:00",
                "0000-12-31T23:59:59",
                "0001-01-01T00:30:00+01:00",
                "-0001-01-01T00:00:00",
                "+999999999-12-31T23:59:59Z",
                "2024-13-01T00:00:00",
                "1704110400",
                "",
                "today"
            })
    void aDateThatCouldNotBeWrittenIsNone(String text) {
        assertEquals(Optional.empty(), WireTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00.000000", "9999-12-31T23:59:59.999999", "2024-02-29T12:00:00.000001"})
    void theFirstAndTheLastDateAreWrittenAsTheyWereRead(String text) {
        assertEquals(text, WireTime.format(WireTime.parse(text).orElseThrow()));
    }
}
