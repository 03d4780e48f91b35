package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PassLogTest {

    private final PassLog log = new PassLog();

    @Test
    void theRingGrowsNoFurtherThanWhatHasToBeRemembered() {
        for (int now = 0; now < 1_000; now++) {
            log.add(now, 100, 5_000);
        }

        assertEquals(100, log.length());
        assertEquals(999, log.nthLast(1));
        assertEquals(900, log.nthLast(100));
    }

    @Test
    void passesThatHaveLeftTheWindowMakeRoomInPlaceOfAGrowingRing() {
        for (int now = 0; now < 1_000; now++) {
            log.add(now, 100_000, 8);
        }

        assertEquals(8, log.length());
        assertEquals(8, log.count(8, 999));
    }

    @Test
    void aRingThatGrowsKeepsTheOrder() {
        for (int now = 0; now < 50; now++) {
            log.add(now, 1_000, 1_000);
            for (int n = 1; n <= now + 1; n++) {
                assertEquals(now + 1 - n, log.nthLast(n));
            }
        }
        assertEquals(64, log.length());
    }

    @Test
    void passesAreCountedThatAreYoungerThanTheWindow() {
        log.add(10, 9, 100);
        log.add(20, 9, 100);
        log.add(20, 9, 100);
        log.add(30, 9, 100);

        assertEquals(4, log.count(21, 30));
        assertEquals(3, log.count(20, 30));
        assertEquals(1, log.count(10, 30));
        assertEquals(0, log.count(10, 40));
    }

    @Test
    void aLogIsIdleOnceTheLastPassHasLeftTheWidestWindow() {
        assertTrue(log.isIdle(0));
        log.add(0, 5, 100);
        log.add(10, 5, 20);

        assertFalse(log.isIdle(109));
        assertTrue(log.isIdle(110));
    }
}
