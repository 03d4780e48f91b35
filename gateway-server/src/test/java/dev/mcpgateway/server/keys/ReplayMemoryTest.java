package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplayMemoryTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:00Z");
    private static final long NOW = START.getEpochSecond();

    private final SettableClock clock = new SettableClock(START);
    private final NanoClock nanos = new NanoClock();
    private final ReplayMemory memory = new ReplayMemory(clock::instant, nanos, 4_000, 10_000);

    @Test
    void aRequestPassesOnce() {
        memory.requireNew("key", NOW, 1);

        assertRefused(KeyRefusal.REPLAYED_REQUEST, "key", NOW, 1);
        memory.requireNew("key", NOW, 2);
        memory.requireNew("other", NOW, 1);
        assertEquals(3, memory.size());
    }

    @Test
    void aNonceDoesNotPassAgainUnderAnotherTimestamp() {
        memory.requireNew("key", NOW - 200, 1);

        assertRefused(KeyRefusal.REPLAYED_REQUEST, "key", NOW + 200, 1);
    }

    @Test
    void aTimestampMayBeFiveMinutesOffToEitherSideAndNoMore() {
        memory.requireNew("key", NOW - 300, 1);
        memory.requireNew("key", NOW + 300, 2);

        assertRefused(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, "key", NOW - 301, 3);
        assertRefused(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, "key", NOW + 301, 4);
        clock.advance(Duration.ofMillis(1));
        assertRefused(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, "key", NOW - 300, 5);
        assertRefused(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, "key", 999_999_999_999L, 5);
        assertRefused(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, "key", 0, 5);
    }

    @Test
    void aRequestIsRememberedUntilItsTimestampWouldNotPass() {
        memory.requireNew("key", NOW + 300, 1);
        for (int second = 0; second <= 600; second++) {
            assertRefused(KeyRefusal.REPLAYED_REQUEST, "key", NOW + 300, 1);
            nanos.advanceSeconds(1);
            clock.advance(Duration.ofSeconds(1));
        }
        assertRefused(KeyRefusal.TIMESTAMP_OUT_OF_RANGE, "key", NOW + 300, 1);
    }

    @Test
    void whatWouldNotPassAnyMoreIsForgotten() {
        for (int i = 0; i < 100; i++) {
            memory.requireNew("key", NOW, 1 + i);
            memory.requireNew("idle " + i, NOW, 1 + i);
        }
        clock.advance(Duration.ofMinutes(6));
        nanos.advanceSeconds(360);
        memory.requireNew("key", NOW + 360, 1);
        assertEquals(1, memory.size());
    }

    @Test
    void aKeyWithoutRoomIsRefusedUntilItHasSome() {
        for (int i = 0; i < 4_000; i++) {
            memory.requireNew("busy", NOW, 1 + i);
        }
        KeyRefusedException full = assertThrows(KeyRefusedException.class, () -> memory.requireNew("busy", NOW, 5_000));

        assertEquals(KeyRefusal.RATE_LIMIT_EXCEEDED, full.refusal());
        assertEquals(OptionalInt.of(360), full.retryAfterSeconds());
        assertRefused(KeyRefusal.REPLAYED_REQUEST, "busy", NOW, 1);
        memory.requireNew("other", NOW, 1);
        clock.advance(Duration.ofSeconds(359));
        assertRefused(KeyRefusal.RATE_LIMIT_EXCEEDED, "busy", NOW + 359, 5_000);
        clock.advance(Duration.ofSeconds(1));
        memory.requireNew("busy", NOW + 360, 5_000);
    }

    @Test
    void theLastQuarterOfTheRoomIsForKeysThatHaveSentLittle() {
        for (int i = 0; i < 4_000; i++) {
            memory.requireNew("a", NOW, 1 + i);
        }
        for (int i = 0; i < 3_500; i++) {
            memory.requireNew("b", NOW, 1 + i);
        }

        assertRefused(KeyRefusal.RATE_LIMIT_EXCEEDED, "b", NOW, 5_000);
        for (int key = 0; key < 2_500 / 40; key++) {
            for (int i = 0; i < 40; i++) {
                memory.requireNew("small " + key, NOW, 1 + i);
            }
            assertRefused(KeyRefusal.RATE_LIMIT_EXCEEDED, "small " + key, NOW, 41);
        }
        for (int i = 0; i < 20; i++) {
            memory.requireNew("last", NOW, 1 + i);
        }
        assertEquals(10_000, memory.size());
        KeyRefusedException full = assertThrows(KeyRefusedException.class, () -> memory.requireNew("late", NOW, 1));
        assertEquals(OptionalInt.of(60), full.retryAfterSeconds());
    }

    @Test
    void aClockThatIsSetBackALittleLetsNothingPassTwice() {
        memory.requireNew("key", NOW, 1);
        clock.advance(Duration.ofMinutes(5));
        memory.requireNew("key", NOW + 300, 2);
        clock.advance(Duration.ofSeconds(-299));

        assertRefused(KeyRefusal.REPLAYED_REQUEST, "key", NOW, 1);
        assertRefused(KeyRefusal.REPLAYED_REQUEST, "key", NOW + 300, 2);
    }

    @Test
    void oneOfManyCopiesSentAtOncePasses() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                all.add(threads.submit(() -> {
                    int passed = 0;
                    for (int i = 0; i < 500; i++) {
                        passed += passes("key", NOW, 1 + i) ? 1 : 0;
                    }
                    return passed;
                }));
            }
            int passed = 0;
            for (Future<Integer> one : all) {
                passed += one.get();
            }
            assertEquals(500, passed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Held against a list of all that passed, with clocks that go on by random steps. */
    @Test
    void nothingPassesTwiceWhateverTheSchedule() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ReplayMemoryTest: seed=" + seed);
        Random random = new Random(seed);
        Map<String, Boolean> passed = new HashMap<>();
        long now = NOW;
        for (int step = 0; step < 20_000; step++) {
            int seconds = random.nextInt(3);
            clock.advance(Duration.ofSeconds(seconds));
            nanos.advanceSeconds(seconds);
            now += seconds;
            String key = "key " + random.nextInt(3);
            long timestamp = now - 320 + random.nextInt(640);
            boolean inRange = Math.abs(timestamp - now) <= 300;
            boolean isNew = passed.get(key + timestamp) == null;
            assertEquals(inRange && isNew, passes(key, timestamp, timestamp * 0x9E3779B97F4A7C15L), "seed " + seed);
            if (inRange) {
                passed.put(key + timestamp, true);
            }
        }
    }

    private boolean passes(String key, long timestamp, long fingerprint) {
        try {
            memory.requireNew(key, timestamp, fingerprint);
            return true;
        } catch (KeyRefusedException refused) {
            return false;
        }
    }

    private void assertRefused(KeyRefusal why, String key, long timestamp, long fingerprint) {
        assertEquals(
                why,
                assertThrows(KeyRefusedException.class, () -> memory.requireNew(key, timestamp, fingerprint))
                        .refusal());
    }
}
