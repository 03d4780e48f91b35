package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private final Fingerprints fingerprints = new Fingerprints();

    @Test
    void itHoldsWhatWasAddedAndNothingElse() {
        Random random = new Random(5);
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong();
            assertFalse(fingerprints.contains(number));
            fingerprints.add(number);
            model.add(number);
        }

        assertEquals(model.size(), fingerprints.size());
        assertTrue(model.stream().allMatch(fingerprints::contains));
    }

    @Test
    void numbersThatWantTheSamePlaceAreToldApart() {
        for (long number = 1; number <= 10; number++) {
            fingerprints.add(number << 32);
        }

        assertEquals(10, fingerprints.size());
        for (long number = 1; number <= 10; number++) {
            assertTrue(fingerprints.contains(number << 32));
        }
        assertFalse(fingerprints.contains(11L << 32));
    }

    @Test
    void numbersThatWantTheLastPlaceGoOnAtTheFirst() {
        for (long number = 1; number <= 10; number++) {
            fingerprints.add(number << 32 | 15);
        }
        fingerprints.add(14);

        assertEquals(11, fingerprints.size());
        for (long number = 1; number <= 10; number++) {
            assertTrue(fingerprints.contains(number << 32 | 15));
        }
        assertTrue(fingerprints.contains(14));
    }

    @Test
    void theSameNumberIsHeldOnce() {
        fingerprints.add(7);
        fingerprints.add(7);

        assertEquals(1, fingerprints.size());
    }

    @Test
    void zeroIsHeldLikeAnyOther() {
        assertFalse(fingerprints.contains(0));
        fingerprints.add(0);

        assertTrue(fingerprints.contains(0));
        assertEquals(1, fingerprints.size());
    }
}
