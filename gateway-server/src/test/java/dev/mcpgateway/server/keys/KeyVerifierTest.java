package dev.mcpgateway.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeyVerifierTest {

    private static final Secret KEY = Secret.of("the key");
    private static final Secret OTHER = Secret.of("another key");
    private static final String HASH = "hash of the key";

    private final AtomicInteger checks = new AtomicInteger();
    private final KeyVerifier verifier = verifier((key, hash) -> hash.endsWith("hash of " + key.reveal()));

    @Test
    void aKeyIsCheckedOnceAndRememberedAfterwards() {
        assertFalse(verifier.remembers(KEY, HASH));
        assertEquals(KeyMatch.FRESH, verifier.verify(KEY, HASH));
        assertEquals(KeyMatch.REMEMBERED, verifier.verify(KEY, HASH));
        assertTrue(verifier.remembers(KEY, HASH));
        assertEquals(1, checks.get());
        assertEquals(1, verifier.size());
    }

    @Test
    void aKeyWhoseHashIsBeingMadeIsComparedItself() {
        KeyCredential credential = new KeyCredential("lookup", "", "mask", true, KEY);

        assertTrue(verifier.verify(credential, KEY).matches());
        assertFalse(verifier.verify(credential, OTHER).matches());
        assertEquals(0, checks.get());
        assertTrue(verifier.verify(new KeyCredential("lookup", HASH, "mask", true), KEY)
                .matches());
        assertEquals(1, checks.get());
    }

    @Test
    void aWrongKeyIsNeverRemembered() {
        assertEquals(KeyMatch.WRONG, verifier.verify(OTHER, HASH));
        assertEquals(KeyMatch.WRONG, verifier.verify(OTHER, HASH));
        assertEquals(2, checks.get());
        assertEquals(0, verifier.size());
    }

    @Test
    void aWrongKeyDoesNotPassByTheHashOfARightOne() {
        verifier.verify(KEY, HASH);

        assertEquals(KeyMatch.WRONG, verifier.verify(OTHER, HASH));
        assertFalse(verifier.remembers(OTHER, HASH));
    }

    @Test
    void aChangedHashIsCheckedAnew() {
        verifier.verify(KEY, HASH);

        assertFalse(verifier.remembers(KEY, "new " + HASH));
        assertEquals(KeyMatch.FRESH, verifier.verify(KEY, "new " + HASH));
        assertEquals(KeyMatch.WRONG, verifier.verify(KEY, "hash of something else"));
        assertEquals(3, checks.get());
    }

    @Test
    void manyFirstUsesAtTheSameTimeCostOneCheck() throws Exception {
        int callers = 24;
        CountDownLatch arrived = new CountDownLatch(callers);
        KeyVerifier slow = verifier((key, hash) -> {
            await(arrived);
            return true;
        });

        List<KeyMatch> matches = together(callers, () -> {
            arrived.countDown();
            return slow.verify(KEY, HASH);
        });

        assertEquals(1, checks.get());
        assertEquals(1, Collections.frequency(matches, KeyMatch.FRESH));
        assertEquals(callers - 1, Collections.frequency(matches, KeyMatch.REMEMBERED));
    }

    @Test
    void keysThatComeTogetherDoNotGetEachOthersOutcome() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        KeyVerifier slow = verifier((key, hash) -> {
            both.countDown();
            await(both);
            return key.matches(KEY);
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<KeyMatch> right = threads.submit(() -> slow.verify(KEY, HASH));
            Future<KeyMatch> wrong = threads.submit(() -> slow.verify(OTHER, HASH));

            assertEquals(KeyMatch.FRESH, right.get());
            assertEquals(KeyMatch.WRONG, wrong.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailedCheckIsPassedOnAndTheNextCallStartsAfresh() {
        AtomicInteger calls = new AtomicInteger();
        KeyVerifier failing = verifier((key, hash) -> {
            if (calls.incrementAndGet() == 1) {
                throw new MalformedHashException("test");
            }
            return true;
        });

        assertThrows(MalformedHashException.class, () -> failing.verify(KEY, HASH));
        assertEquals(KeyMatch.FRESH, failing.verify(KEY, HASH));
    }

    @Test
    void oneWhoWaitsForAnotherCallGetsItsFailure() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        Thread waiter = Thread.currentThread();
        KeyVerifier failing = verifier((key, hash) -> {
            checking.countDown();
            while (waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            throw new MalformedHashException("test");
        });
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<KeyMatch> first = threads.submit(() -> failing.verify(KEY, HASH));
            // A latch would make this thread look as if it waited for the call already.
            while (checking.getCount() > 0) {
                Thread.onSpinWait();
            }

            assertThrows(MalformedHashException.class, () -> failing.verify(KEY, HASH));
            assertThrows(ExecutionException.class, first::get);
            assertEquals(1, checks.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneWhoIsInterruptedWhileWaitingGivesUpAndLeavesTheOtherCallAlone() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        KeyVerifier slow = verifier((key, hash) -> {
            checking.countDown();
            await(release);
            return true;
        });
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<KeyMatch> first = threads.submit(() -> slow.verify(KEY, HASH));
            checking.await();
            Thread.currentThread().interrupt();

            assertThrows(HashingOverloadedException.class, () -> slow.verify(KEY, HASH));
            assertTrue(Thread.interrupted());
            release.countDown();
            assertEquals(KeyMatch.FRESH, first.get());
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void aKeyIsKnownByADigestThatAnotherProcessDoesNotMake() throws Exception {
        SecureRandom sevens = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 7);
            }
        };
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        KeyIdentity identities = new KeyIdentity(sevens);

        KeyIdentity.Digest expected = KeyIdentity.Digest.of(mac.doFinal("ab".getBytes(UTF_8)));
        assertEquals(expected, identities.of(Secret.of("ab")));
        assertEquals(expected, identities.of(Secret.of("ab")));
        assertNotEquals(expected, identities.of(Secret.of("ac")));
        assertNotEquals(expected, new KeyIdentity(new SecureRandom()).of(Secret.of("ab")));
    }

    @Test
    void whatIsRememberedOfAChangedHashDoesNotLetTheOldOneIn() {
        KeyVerifier accepting = verifier((key, hash) -> checks.get() < 3);
        assertEquals(KeyMatch.FRESH, accepting.verify(KEY, "old"));
        assertEquals(KeyMatch.FRESH, accepting.verify(KEY, "new"));

        assertFalse(accepting.remembers(KEY, "old"));
        assertEquals(KeyMatch.WRONG, accepting.verify(KEY, "old"));
        assertEquals(KeyMatch.REMEMBERED, accepting.verify(KEY, "new"));
    }

    @Test
    void realHashesAreCheckedOnceForManyCallers() throws Exception {
        KeyHasher hasher = new KeyHasher(new Argon2Parameters(64, 1, 1), new SecureRandom());
        KeyVerifier real = new KeyVerifier(hasher, new SecureRandom());
        String hash = hasher.hash(KEY);

        List<KeyMatch> matches = together(8, () -> real.verify(KEY, hash));

        assertEquals(1, Collections.frequency(matches, KeyMatch.FRESH));
        assertEquals(7, Collections.frequency(matches, KeyMatch.REMEMBERED));
        assertEquals(KeyMatch.WRONG, real.verify(OTHER, hash));
    }

    private KeyVerifier verifier(BiPredicate<Secret, String> check) {
        return new KeyVerifier(
                (key, hash) -> {
                    checks.incrementAndGet();
                    return check.test(key, hash);
                },
                new SecureRandom(),
                100);
    }

    private static List<KeyMatch> together(int callers, Callable<KeyMatch> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<KeyMatch>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                futures.add(threads.submit(call));
            }
            List<KeyMatch> matches = new ArrayList<>();
            for (Future<KeyMatch> future : futures) {
                matches.add(future.get());
            }
            return matches;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
