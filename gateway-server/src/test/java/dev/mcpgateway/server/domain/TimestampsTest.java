package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456789Z");

    private final SettableClock clock = new SettableClock(START);
    private final Timestamps timestamps = new Timestamps(clock);

    @Test
    void momentsAreWholeMicroseconds() {
        assertEquals("2026-01-02T03:04:05.123456", WireTime.format(timestamps.now()));
        assertEquals(timestamps.now(), timestamps.next());
    }

    @Test
    void noMomentIsGivenTwiceWhileTheClockStandsStillOrIsSetBack() {
        Instant first = timestamps.next();
        Instant second = timestamps.next();
        assertEquals(first.plusNanos(1000), second);
        clock.advance(Duration.ofHours(-1));
        assertEquals(second.plusNanos(1000), timestamps.next());
        clock.advance(Duration.ofHours(2));
        assertEquals(timestamps.now(), timestamps.next());
    }

    @Test
    void aClockSetBackByLessThanFiveMinutesDoesNotTurnTheLatestMomentBack() {
        Instant seen = timestamps.latest();
        clock.advance(Duration.ofMinutes(-5).plusMillis(1));
        assertEquals(seen, timestamps.latest());
        clock.advance(Duration.ofMinutes(5));
        assertEquals(timestamps.now(), timestamps.latest());
    }

    @Test
    void aClockSetBackByFiveMinutesOrMoreWasWrongBefore() {
        Instant seen = timestamps.latest();
        clock.advance(Duration.ofMinutes(-5));
        assertEquals(seen.minus(Duration.ofMinutes(5)), timestamps.latest());
    }

    @Test
    void threadsNeverGetTheSameMoment() {
        Set<Instant> given = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 20_000).parallel().forEach(i -> given.add(timestamps.next()));
        assertEquals(20_000, given.size());
    }

    @Test
    void datesAreReadInTheDocumentedFormAndItsRelatives() {
        Instant noon = Instant.parse("2024-01-01T12:00:00Z");
        for (String text : List.of(
                "2024-01-01T12:00:00.000000",
                "2024-01-01T12:00:00",
                "2024-01-01T12:00",
                "2024-01-01T12:00:00Z",
                "2024-01-01T14:00:00+02:00",
                "2024-01-01T12:00:00.000000000")) {
            assertEquals(Optional.of(noon), WireTime.parse(text), text);
        }
        for (String text : List.of("", "2024-01-01", "12:00", "now", "2024-13-01T00:00:00", "1704110400")) {
            assertTrue(WireTime.parse(text).isEmpty(), text);
        }
        assertEquals("1970-01-01T00:00:00.000000", WireTime.format(Instant.EPOCH));
    }
}
