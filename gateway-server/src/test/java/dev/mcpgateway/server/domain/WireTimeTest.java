package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
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
