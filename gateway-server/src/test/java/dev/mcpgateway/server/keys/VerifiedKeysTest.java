package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ApiKey;
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
    void whatIsRememberedIsFoundUnderItsIdentityAndHashAlone() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember(digest("a"), HASH);

        assertTrue(keys.contains(digest("a"), HASH));
        assertFalse(keys.contains(digest("b"), HASH));
        assertFalse(keys.contains(digest("a"), "another hash"));
    }

    @Test
    void noPartOfADigestIsLeftOut() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember(new KeyIdentity.Digest(1, 2, 3, 4), HASH);

        assertTrue(keys.contains(new KeyIdentity.Digest(1, 2, 3, 4), HASH));
        assertFalse(keys.contains(new KeyIdentity.Digest(0, 2, 3, 4), HASH));
        assertFalse(keys.contains(new KeyIdentity.Digest(1, 0, 3, 4), HASH));
        assertFalse(keys.contains(new KeyIdentity.Digest(1, 2, 0, 4), HASH));
        assertFalse(keys.contains(new KeyIdentity.Digest(1, 2, 3, 0), HASH));
    }

    @Test
    void aNewHashTakesThePlaceOfTheOldOne() {
        VerifiedKeys keys = new VerifiedKeys(10);
        keys.remember(digest("a"), "old");
        keys.remember(digest("a"), "new");

        assertFalse(keys.contains(digest("a"), "old"));
        assertTrue(keys.contains(digest("a"), "new"));
        assertEquals(1, keys.size());
    }

    @Test
    void theRecordOfAKeyIsRecalledAtTheMomentItWasFoundAtAlone() {
        VerifiedKeys keys = new VerifiedKeys(10);
        Object moment = new Object();
        ApiKey record = new SampleKey("key_1", Door.newKey(), HASH).record();
        KnownKey key = new KnownKey(record, null, moment);
        keys.found(digest("a"), key);
        assertNull(keys.recall(digest("a"), moment));
        keys.remember(digest("a"), HASH);
        assertNull(keys.recall(digest("a"), moment));
        keys.found(digest("a"), key);

        assertSame(key, keys.recall(digest("a"), moment));
        assertNull(keys.recall(digest("a"), new Object()));
        assertNull(keys.recall(digest("b"), moment));
    }

    @Test
    void aRecordWithAnotherHashThanTheOneThatWasFoundRightIsNotRecalled() {
        VerifiedKeys keys = new VerifiedKeys(10);
        Object moment = new Object();
        keys.remember(digest("a"), HASH);
        keys.found(
                digest("a"),
                new KnownKey(new SampleKey("key_1", Door.newKey(), "another hash").record(), null, moment));

        assertNull(keys.recall(digest("a"), moment));
    }

    @Test
    void aKeyThatIsRecalledIsUsed() {
        VerifiedKeys keys = new VerifiedKeys(2);
        Object moment = new Object();
        keys.remember(digest("a"), HASH);
        keys.found(digest("a"), new KnownKey(new SampleKey("key_1", Door.newKey(), HASH).record(), null, moment));
        keys.remember(digest("b"), HASH);
        assertNotNull(keys.recall(digest("a"), moment));
        keys.remember(digest("c"), HASH);

        assertTrue(keys.contains(digest("a"), HASH));
        assertFalse(keys.contains(digest("b"), HASH));
    }

    @Test
    void theOldestUnusedKeyMakesRoomFirst() {
        VerifiedKeys keys = new VerifiedKeys(3);
        keys.remember(digest("a"), HASH);
        keys.remember(digest("b"), HASH);
        keys.remember(digest("c"), HASH);
        assertTrue(keys.contains(digest("a"), HASH));
        keys.remember(digest("d"), HASH);

        assertTrue(keys.contains(digest("a"), HASH));
        assertFalse(keys.contains(digest("b"), HASH));
        assertTrue(keys.contains(digest("c"), HASH));
        assertTrue(keys.contains(digest("d"), HASH));
    }

    @Test
    void whenAllWereUsedTheOldestGoes() {
        VerifiedKeys keys = new VerifiedKeys(2);
        keys.remember(digest("a"), HASH);
        keys.remember(digest("b"), HASH);
        assertTrue(keys.contains(digest("a"), HASH));
        assertTrue(keys.contains(digest("b"), HASH));
        keys.remember(digest("c"), HASH);

        assertFalse(keys.contains(digest("a"), HASH));
        assertTrue(keys.contains(digest("b"), HASH));
        assertTrue(keys.contains(digest("c"), HASH));
    }

    @Test
    void aKeyThatGotANewHashDoesNotLeaveWithTheOldOne() {
        VerifiedKeys keys = new VerifiedKeys(2);
        keys.remember(digest("a"), "old");
        keys.remember(digest("a"), "new");
        keys.remember(digest("b"), HASH);

        assertTrue(keys.contains(digest("a"), "new"));
        assertTrue(keys.contains(digest("b"), HASH));
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VerifiedKeys(0));
        VerifiedKeys one = new VerifiedKeys(1);
        one.remember(digest("a"), HASH);
        one.remember(digest("b"), HASH);

        assertEquals(1, one.size());
        assertTrue(one.contains(digest("b"), HASH));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itNeverHoldsMoreThanItsBoundNorAnythingThatWasNotRemembered(long seed) {
        Random random = new Random(seed);
        int bound = 1 + random.nextInt(8);
        VerifiedKeys keys = new VerifiedKeys(bound);
        Map<String, String> model = new HashMap<>();
        for (int step = 0; step < 5_000; step++) {
            String key = "k" + random.nextInt(20);
            if (random.nextInt(3) == 0) {
                keys.remember(digest(key), "i" + step);
                model.put(key, "i" + step);
                assertTrue(keys.contains(digest(key), "i" + step), "seed " + seed);
            } else {
                String known = model.getOrDefault(key, "none");
                assertFalse(keys.contains(digest(key), known + "x"), "seed " + seed);
                assertTrue(model.containsKey(key) || !keys.contains(digest(key), known), "seed " + seed);
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
                        String key = "k" + random.nextInt(200);
                        if (random.nextInt(3) == 0) {
                            keys.remember(digest(key), HASH);
                        } else {
                            keys.contains(digest(key), HASH);
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
