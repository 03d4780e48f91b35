package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class VerifiedKeyTableTest {

    @Test
    void keysThatMeetInOnePlaceAreToldApart() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        VerifiedKey one = key(7, 1);
        VerifiedKey other = key(7, 2);
        table.put(one);
        table.put(other);

        assertSame(one, table.get(digest(7, 1)));
        assertSame(other, table.get(digest(7, 2)));
        assertNull(table.get(digest(7, 3)));
        assertEquals(2, table.size());
    }

    @Test
    void aKeyBeyondOneThatIsGoneIsStillFound() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        VerifiedKey other = key(15, 2);
        table.put(key(15, 1));
        table.put(other);
        table.remove(digest(15, 1));

        assertNull(table.get(digest(15, 1)));
        assertSame(other, table.get(digest(15, 2)));
        assertEquals(1, table.size());
    }

    @Test
    void aKeyTakesThePlaceOfOneWithTheSameDigest() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        VerifiedKey later = key(7, 1);
        table.put(key(7, 1));
        table.put(later);

        assertSame(later, table.get(digest(7, 1)));
        assertEquals(1, table.size());
    }

    @Test
    void toRemoveWhatIsNotThereChangesNothing() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        table.put(key(7, 1));
        table.remove(digest(7, 2));

        assertEquals(1, table.size());
    }

    @Test
    void aDigestOfZerosIsOneAsAnyOther() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        table.put(key(0, 1));
        table.remove(digest(0, 1));
        assertNull(table.get(new KeyIdentity.Digest(0, 0, 0, 0)));
        VerifiedKey zeros = new VerifiedKey(new KeyIdentity.Digest(0, 0, 0, 0), "hash");
        table.put(zeros);

        assertSame(zeros, table.get(new KeyIdentity.Digest(0, 0, 0, 0)));
        assertEquals(1, table.size());
    }

    @Test
    void noMoreThanHalfOfThePlacesAreEverTaken() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        for (int i = 1; i <= 1_000; i++) {
            table.put(key(i, i));
            assertTrue(2 * i <= table.length(), i + " keys in " + table.length() + " places");
        }
    }

    @Test
    void aTableWhoseKeysComeAndGoStaysSmall() {
        VerifiedKeyTable table = new VerifiedKeyTable();
        for (int i = 0; i < 10_000; i++) {
            table.put(key(i, i));
            table.remove(digest(i - 3, i - 3));
        }

        assertEquals(3, table.size());
        assertEquals(16, table.length());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itHoldsWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        VerifiedKeyTable table = new VerifiedKeyTable();
        Map<Integer, VerifiedKey> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int name = random.nextInt(60);
            VerifiedKey key = key(name % 5, name);
            if (random.nextBoolean()) {
                table.put(key);
                model.put(name, key);
            } else {
                table.remove(key);
                model.remove(name);
            }
            int asked = random.nextInt(60);
            assertSame(model.get(asked), table.get(digest(asked % 5, asked)), "seed " + seed + ", step " + step);
            assertEquals(model.size(), table.size(), "seed " + seed + ", step " + step);
        }
    }

    @Test
    void aReaderFindsAKeyThatStaysWhileOthersComeAndGo() throws Exception {
        VerifiedKeyTable table = new VerifiedKeyTable();
        VerifiedKey staying = key(3, 1);
        table.put(key(3, 0));
        table.put(staying);
        table.remove(digest(3, 0));
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch reading = new CountDownLatch(1);
            Future<?> read = reader.submit(() -> {
                while (!Thread.currentThread().isInterrupted() && table.get(digest(9, 9)) == null) {
                    assertSame(staying, table.get(digest(3, 1)));
                    reading.countDown();
                }
            });
            reading.await();
            for (int i = 0; i < 200_000; i++) {
                VerifiedKey passing = key(3, 2 + i);
                table.put(passing);
                table.remove(passing);
            }
            table.put(key(9, 9));
            read.get();
        } finally {
            reader.shutdownNow();
        }
    }

    private static VerifiedKey key(long place, long name) {
        return new VerifiedKey(digest(place, name), "hash");
    }

    private static KeyIdentity.Digest digest(long place, long name) {
        return new KeyIdentity.Digest(place, name, 0, 0);
    }
}
