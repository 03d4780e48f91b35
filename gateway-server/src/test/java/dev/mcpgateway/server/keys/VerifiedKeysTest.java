package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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

    private static final String HASH = "hash";

    @Test
    void whatIsRememberedIsFoundUnderItsLookupAndIdentityAlone() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember("a", digest("identity"), HASH);

        assertTrue(keys.contains("a", digest("identity"), HASH));
        assertFalse(keys.contains("a", digest("other"), HASH));
        assertFalse(keys.contains("b", digest("identity"), HASH));
        assertFalse(keys.contains("a", digest("identity"), "another hash"));
    }

    @Test
    void noPartOfADigestIsLeftOut() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember("a", new KeyIdentity.Digest(1, 2, 3, 4), HASH);

        assertTrue(keys.contains("a", new KeyIdentity.Digest(1, 2, 3, 4), HASH));
        assertFalse(keys.contains("a", new KeyIdentity.Digest(0, 2, 3, 4), HASH));
        assertFalse(keys.contains("a", new KeyIdentity.Digest(1, 0, 3, 4), HASH));
        assertFalse(keys.contains("a", new KeyIdentity.Digest(1, 2, 0, 4), HASH));
        assertFalse(keys.contains("a", new KeyIdentity.Digest(1, 2, 3, 0), HASH));
    }

    @Test
    void aNewIdentityTakesThePlaceOfTheOldOne() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember("a", digest("old"), HASH);
        keys.remember("a", digest("new"), HASH);

        assertFalse(keys.contains("a", digest("old"), HASH));
        assertTrue(keys.contains("a", digest("new"), HASH));
        assertEquals(1, keys.size());
    }

    @Test
    void theOldestUnusedKeyMakesRoomFirst() {
        VerifiedKeys keys = new VerifiedKeys(3);
        keys.remember("a", digest("1"), HASH);
        keys.remember("b", digest("2"), HASH);
        keys.remember("c", digest("3"), HASH);
        assertTrue(keys.contains("a", digest("1"), HASH));
        keys.remember("d", digest("4"), HASH);

        assertTrue(keys.contains("a", digest("1"), HASH));
        assertFalse(keys.contains("b", digest("2"), HASH));
        assertTrue(keys.contains("c", digest("3"), HASH));
        assertTrue(keys.contains("d", digest("4"), HASH));
    }

    @Test
    void whenAllWereUsedTheOldestGoes() {
        VerifiedKeys keys = new VerifiedKeys(2);
        keys.remember("a", digest("1"), HASH);
        keys.remember("b", digest("2"), HASH);
        assertTrue(keys.contains("a", digest("1"), HASH));
        assertTrue(keys.contains("b", digest("2"), HASH));
        keys.remember("c", digest("3"), HASH);

        assertFalse(keys.contains("a", digest("1"), HASH));
        assertTrue(keys.contains("b", digest("2"), HASH));
        assertTrue(keys.contains("c", digest("3"), HASH));
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
            if (random.nextInt(3) == 0) {
                keys.remember(lookup, digest("i" + step), HASH);
                model.put(lookup, "i" + step);
                assertTrue(keys.contains(lookup, digest("i" + step), HASH), "seed " + seed);
            } else {
                String known = model.getOrDefault(lookup, "none");
                assertFalse(keys.contains(lookup, digest(known + "x"), HASH), "seed " + seed);
                assertTrue(model.containsKey(lookup) || !keys.contains(lookup, digest(known), HASH), "seed " + seed);
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
                        if (random.nextInt(3) == 0) {
                            keys.remember(lookup, digest("same"), HASH);
                        } else {
                            keys.contains(lookup, digest("same"), HASH);
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

    private static KeyIdentity.Digest digest(String name) {
        return KeyIdentity.Digest.of(Sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
    }
}
