package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base62Test {

    @ParameterizedTest
    @CsvSource({"0,000000", "61,00000z", "62,000010", "916132831,0zzzzz", "4294967295,4gfFC3"})
    void numbersAreWrittenWithZerosOnTheLeft(long number, String expected) {
        assertEquals(expected, Base62.encode(number, 6));
        assertEquals(number, Base62.decode("mgw_" + expected, 4));
    }

    @Test
    void theTwoValuesThatAreNoDigitAreThrownAway() {
        byte[] drawn = {62, 63, (byte) 0xFF, 0, 61, 10, 36};
        RandomGenerator cycle = new RandomGenerator() {
            private int next;

            @Override
            public long nextLong() {
                throw new AssertionError("bytes are drawn, not numbers");
            }

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = drawn[next++ % drawn.length];
                }
            }
        };

        assertEquals("0zAa0z", Base62.random(6, cycle));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyDigitIsAsLikelyAsAnyOther(long seed) {
        int[] counts = new int[128];
        int draws = 620_000;
        Base62.random(draws, new Random(seed)).chars().forEach(digit -> counts[digit]++);

        double chiSquare = 0;
        for (char digit = 0; digit < 128; digit++) {
            if (Base62.isDigit(digit)) {
                double off = counts[digit] - draws / 62.0;
                chiSquare += off * off / (draws / 62.0);
            } else {
                assertEquals(0, counts[digit], "seed " + seed);
            }
        }
        // 61 degrees of freedom: above 113 once in twenty thousand fair draws; a remainder of 256 gives thousands.
        assertTrue(chiSquare < 113, "seed " + seed + ": " + chiSquare);
    }
}
