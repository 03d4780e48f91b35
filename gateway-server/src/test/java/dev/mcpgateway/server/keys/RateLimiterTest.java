package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.RateLimiter.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RateLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    private final NanoClock clock = new NanoClock();
    private static final Secret SECRET = Door.newKey();
    private final RateLimiter limiter = new RateLimiter(clock);

    @Test
    void aFirstCallLeavesAllButItselfForAWholeWindow() {
        assertEquals(new Decision(true, 9, 60), pass("a", 10, 60));
    }

    @Test
    void asManyAsTheLimitPassAndTheNextIsToldWhenItWould() {
        for (int call = 1; call <= 10; call++) {
            assertEquals(new Decision(true, 10 - call, 61 - call), pass("a", 10, 60), "call " + call);
            clock.advanceSeconds(1);
        }

        assertEquals(new Decision(false, 0, 50), pass("a", 10, 60));
    }

    @Test
    void aCallPassesAfterExactlyTheSecondsItWasTold() {
        pass("a", 1, 60);
        clock.advance(SECOND / 2);
        Decision refused = pass("a", 1, 60);
        assertEquals(new Decision(false, 0, 60), refused);

        clock.advance(refused.resetSeconds() * SECOND);
        assertTrue(pass("a", 1, 60).passes());
    }

    @Test
    void aCallPassesAtTheVeryNanosecondThatTheOldestLeaves() {
        pass("a", 1, 60);
        clock.advance(60 * SECOND - 1);
        assertEquals(new Decision(false, 0, 1), pass("a", 1, 60));

        clock.advance(1);
        assertTrue(pass("a", 1, 60).passes());
    }

    @Test
    void whatIsTurnedAwayUsesNothingUp() {
        pass("a", 2, 10);
        pass("a", 2, 10);
        for (int i = 0; i < 1_000; i++) {
            assertFalse(pass("a", 2, 10).passes());
        }

        clock.advanceSeconds(10);
        assertTrue(pass("a", 2, 10).passes());
        assertTrue(pass("a", 2, 10).passes());
    }

    @Test
    void aLookCountsNothing() {
        assertEquals(new Decision(true, 2, 0), look("a", 2, 60));
        pass("a", 2, 60);
        assertEquals(new Decision(true, 1, 60), look("a", 2, 60));
        pass("a", 2, 60);
        assertEquals(new Decision(false, 0, 60), look("a", 2, 60));
    }

    @Test
    void groupsDoNotTakeFromEachOther() {
        assertTrue(pass("a", 1, 60).passes());
        assertTrue(pass("b", 1, 60).passes());
        assertFalse(pass("a", 1, 60).passes());
    }

    @Test
    void aChangedLimitCountsFromTheNextCallOn() {
        for (int i = 0; i < 5; i++) {
            assertTrue(pass("a", 5, 60).passes());
        }
        assertEquals(new Decision(true, 2, 60), pass("a", 8, 60));
        assertEquals(new Decision(false, 0, 60), pass("a", 5, 60));
        clock.advanceSeconds(1);

        assertEquals(new Decision(true, 0, 1), pass("a", 1, 1));
    }

    @Test
    void aLowerLimitIsToldWhenEnoughHaveLeft() {
        for (int i = 0; i < 4; i++) {
            pass("a", 4, 60);
            clock.advanceSeconds(10);
        }

        // Of the four at 0, 10, 20 and 30 s, three have to be out: the third leaves at 80 s, and it is 40 s now.
        assertEquals(new Decision(false, 0, 40), pass("a", 2, 60));
        clock.advanceSeconds(40);
        assertTrue(pass("a", 2, 60).passes());
    }

    @Test
    void keysOfOneGroupWithLimitsOfTheirOwnAreCountedTogether() {
        for (int i = 0; i < 3; i++) {
            assertTrue(pass("a", 100, 1).passes());
            assertTrue(pass("a", 6, 60).passes());
            clock.advanceSeconds(2);
        }

        assertTrue(pass("a", 100, 1).passes());
        assertFalse(pass("a", 6, 60).passes());
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "-1, 60", "100001, 60", "10, 0", "10, 86401"})
    void limitsBeyondTheBoundsAreRefused(int limit, int window) {
        assertThrows(IllegalArgumentException.class, () -> pass("a", limit, window));
    }

    @Test
    void theHighestLimitOverTheLongestWindowIsExact() {
        for (int i = 0; i < RateLimit.MAX_LIMIT; i++) {
            assertTrue(
                    pass("a", RateLimit.MAX_LIMIT, RateLimit.MAX_WINDOW_SECONDS).passes());
        }

        assertEquals(new Decision(false, 0, 86_400), pass("a", RateLimit.MAX_LIMIT, RateLimit.MAX_WINDOW_SECONDS));
        clock.advance(Duration.ofDays(1).toNanos());
        assertEquals(new Decision(true, 99_999, 86_400), pass("a", RateLimit.MAX_LIMIT, RateLimit.MAX_WINDOW_SECONDS));
    }

    /** A thousand schedules, each held against the log of all that passed. */
    @Test
    void inNoWindowDoMorePassThanTheLimitAndNoneIsTurnedAwayBefore() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RateLimiterTest: seed=" + seed);
        Random random = new Random(seed);
        for (int schedule = 0; schedule < 1_000; schedule++) {
            String where = "seed " + seed + ", schedule " + schedule;
            int limit = 1 + random.nextInt(30);
            int window = 1 + random.nextInt(20);
            long step = 1 + (long) (random.nextDouble() * 2 * window * SECOND / limit);
            long now = 0;
            List<Long> passed = new ArrayList<>();
            for (int call = 0; call < 120; call++) {
                long wait = random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * step);
                clock.advance(wait);
                now += wait;
                Decision decision = pass("schedule " + schedule, limit, window);
                long since = now - window * SECOND;
                List<Long> inside = passed.stream().filter(at -> at > since).toList();
                assertEquals(inside.size() < limit, decision.passes(), where + ", call " + call);
                if (decision.passes()) {
                    passed.add(now);
                    assertEquals(limit - inside.size() - 1, decision.remaining(), where + ", call " + call);
                }
                long oldest = inside.isEmpty() ? now : inside.get(0);
                long left = oldest + window * SECOND - now;
                assertEquals((left + SECOND - 1) / SECOND, decision.resetSeconds(), where + ", call " + call);
            }
        }
    }

    /** The limit changes with every call; windows are of one length, so nothing may be unknown. */
    @Test
    void aLimitThatChangesWithEachCallIsExact() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RateLimiterTest: seed=" + seed);
        Random random = new Random(seed);
        long now = 0;
        List<Long> passed = new ArrayList<>();
        for (int call = 0; call < 5_000; call++) {
            long wait = (long) (random.nextDouble() * SECOND / 3);
            clock.advance(wait);
            now += wait;
            int limit = 1 + random.nextInt(40);
            long since = now - 5 * SECOND;
            long inside = passed.stream().filter(at -> at > since).count();
            assertEquals(inside < limit, pass("a", limit, 5).passes(), "seed " + seed + ", call " + call);
            if (inside < limit) {
                passed.add(now);
            }
        }
    }

    @Test
    void manyThreadsTogetherPassNoMoreThanTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                all.add(threads.submit(() -> {
                    int passed = 0;
                    for (int i = 0; i < 2_000; i++) {
                        passed += pass("a", 5_000, 60).passes() ? 1 : 0;
                    }
                    return passed;
                }));
            }
            int passed = 0;
            for (Future<Integer> one : all) {
                passed += one.get();
            }
            assertEquals(5_000, passed);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void groupsThatAreIdleAreForgottenBySomeCallOrOther() {
        for (int group = 0; group < 5_000; group++) {
            pass("group " + group, 10, 60);
        }
        pass("long", 10, 600);
        assertEquals(5_001, limiter.groups());

        clock.advanceSeconds(60);
        for (int i = 0; i < 10; i++) {
            pass("caller", 10, 1);
            clock.advanceSeconds(1);
        }
        assertEquals(2, limiter.groups());
        assertEquals(8, pass("long", 10, 600).remaining());
    }

    @Test
    void keysOfOneGroupShareALimitHoweverLongOneOfThemWasIdle() {
        KnownKey old = new KnownKey(keyOf("a"), null, clock);
        KnownKey successor = new KnownKey(keyOf("a"), null, clock);
        RateLimit limit = new RateLimit(2, 1);
        assertTrue(limiter.pass(old, limit).passes());
        clock.advance(10 * SECOND);
        pass("b", 2, 1);
        assertEquals(1, limiter.groups());

        assertTrue(limiter.pass(successor, limit).passes());
        assertTrue(limiter.pass(old, limit).passes());
        assertFalse(limiter.pass(old, limit).passes());
        assertFalse(limiter.pass(successor, limit).passes());
        assertFalse(limiter.look(keyOf("a"), limit).passes());
    }

    private Decision pass(String group, int limit, int windowSeconds) {
        return limiter.pass(new KnownKey(keyOf(group), null, clock), new RateLimit(limit, windowSeconds));
    }

    private Decision look(String group, int limit, int windowSeconds) {
        return limiter.look(keyOf(group), new RateLimit(limit, windowSeconds));
    }

    private static ApiKey keyOf(String group) {
        return new SampleKey("key", SECRET, "").limitGroup(group).record();
    }
}
