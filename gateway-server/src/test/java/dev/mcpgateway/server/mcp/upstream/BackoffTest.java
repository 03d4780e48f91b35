package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final Backoff backoff = new Backoff(new Random());

    @Test
    void theWaitDoublesUpToAMinuteAFifthMoreOrLess() {
        for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            backoff.failed(1_000);
            double wait = backoff.nanosLeft(1_000) / SECOND;
            assertTrue(wait >= 0.8 * expected && wait <= 1.2 * expected, wait + " s instead of " + expected);
        }
    }

    @Test
    void askingDoesNotProlongTheWait() {
        backoff.failed(0);
        long left = backoff.nanosLeft(0);
        assertEquals(left, backoff.nanosLeft(0));
        assertEquals(left - 5, backoff.nanosLeft(5));
        assertTrue(backoff.nanosLeft(left + 1) < 0);
    }

    @Test
    void aSuccessForgetsFailures() {
        for (int i = 0; i < 5; i++) {
            assertFalse(backoff.hasFailedOften());
            backoff.failed(0);
        }
        assertTrue(backoff.hasFailedOften());

        backoff.succeeded();

        assertFalse(backoff.hasFailed());
        assertEquals(0, backoff.nanosLeft(0));
    }
}
