package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class VerifiedKeysTest {

    @Test
    void whatIsRememberedIsFoundUnderItsLookupAndIdentityAlone() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember("a", "identity");

        assertTrue(keys.contains("a", "identity"));
        assertFalse(keys.contains("a", "other"));
        assertFalse(keys.contains("b", "identity"));
    }

    @Test
    void whatIsForgottenIsGone() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember("a", "identity");
        keys.forget("a");
        keys.forget("never there");

        assertFalse(keys.contains("a", "identity"));
        assertEquals(0, keys.size());
    }

    @Test
    void aNewIdentityTakesThePlaceOfTheOldOne() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember("a", "old");
        keys.remember("a", "new");

        assertFalse(keys.contains("a", "old"));
        assertTrue(keys.contains("a", "new"));
        assertEquals(1, keys.size());
    }

    @Test
    void theOldestUnusedKeyMakesRoomFirst() {
        VerifiedKeys keys = new VerifiedKeys(3);
        keys.remember("a", "1");
        keys.remember("b", "2");
        keys.remember("c", "3");
        assertTrue(keys.contains("a", "1"));
        keys.remember("d", "4");

        assertTrue(keys.contains("a", "1"));
        assertFalse(keys.contains("b", "2"));
        assertTrue(keys.contains("c", "3"));
        assertTrue(keys.contains("d", "4"));
    }

    @Test
    void whenAllWereUsedTheOldestGoes() {
        VerifiedKeys keys = new VerifiedKeys(2);
        keys.remember("a", "1");
        keys.remember("b", "2");
        assertTrue(keys.contains("a", "1"));
        assertTrue(keys.contains("b", "2"));
        keys.remember("c", "3");

        assertFalse(keys.contains("a", "1"));
        assertTrue(keys.contains("b", "2"));
        assertTrue(keys.contains("c", "3"));
    }

    @Test
    void aKeyForgottenAndRememberedAgainAndAgainPushesNoOtherOutForGood() {
        VerifiedKeys keys = new VerifiedKeys(4);
        keys.remember("other", "1");
        for (int i = 0; i < 1_000; i++) {
            assertTrue(keys.contains("other", "1"), "round " + i);
            keys.remember("a", "identity " + i);
            keys.forget("a");
        }

        assertEquals(1, keys.size());
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VerifiedKeys(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itNeverHoldsMoreThanItsBoundNorAnythingThatWasNotRemembered(long seed) {
        Random random = new Random(seed);
        int bound = 1 + random.nextInt(8);
        VerifiedKeys keys = new VerifiedKeys(bound);
        Map<String, String> model = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            String lookup = "k" + random.nextInt(20);
            switch (random.nextInt(4)) {
                case 0 -> {
                    keys.remember(lookup, "i" + step);
                    model.put(lookup, "i" + step);
                    assertTrue(keys.contains(lookup, "i" + step), "seed " + seed);
                }
                case 1 -> {
                    keys.forget(lookup);
                    model.remove(lookup);
                }
                default -> {
                    String known = model.getOrDefault(lookup, "none");
                    assertFalse(keys.contains(lookup, known + "x"), "seed " + seed);
                    assertTrue(model.containsKey(lookup) || !keys.contains(lookup, known), "seed " + seed);
                }
            }
            assertTrue(keys.size() <= bound, "seed " + seed + ", step " + step);
        }
    }

    @Test
    void manyThreadsTogetherKeepTheBound() throws Exception {
        VerifiedKeys keys = new VerifiedKeys(50);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                all.add(threads.submit(() -> {
                    for (int step = 0; step < 20_000; step++) {
                        String lookup = "k" + random.nextInt(200);
                        switch (random.nextInt(3)) {
                            case 0 -> keys.remember(lookup, "same");
                            case 1 -> keys.contains(lookup, "same");
                            default -> keys.forget(lookup);
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertTrue(keys.size() <= 50, keys.size() + " keys");
    }
}
