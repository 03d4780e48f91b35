package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.store.MemoryChangeLog;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StrongerHashesTest {

    private final SecureRandom random = new SecureRandom();
    private final KeyHasher weak = new KeyHasher(new Argon2Parameters(8, 1, 1), random);
    private final KeyHasher strong = new KeyHasher(new Argon2Parameters(64, 1, 1), random);
    private final AtomicInteger checks = new AtomicInteger();
    private final KeyVerifier verifier = new KeyVerifier(
            (key, hash) -> {
                checks.incrementAndGet();
                return strong.verify(key, hash);
            },
            random,
            100);
    private final Secret secret = Door.newKey();
    private final ApiKey key = new SampleKey("key_1", secret, weak.hash(secret)).record();
    private final WatchedLog log = new WatchedLog(SampleKey.state(List.of(key)));
    private final StrongerHashes hashes = new StrongerHashes(strong, verifier, log, 1);

    @AfterEach
    void close() {
        hashes.close();
    }

    @Test
    void aWeakHashIsReplacedByAStrongOneThatIsKnownAtOnce() throws Exception {
        hashes.proved(key, secret);
        log.committed.acquire();
        ApiKey renewed = stored();

        assertEquals(
                new Argon2Parameters(64, 1, 1),
                KeyHasher.parametersOf(renewed.credential().hash()));
        assertEquals(key.credential().lookup(), renewed.credential().lookup());
        assertEquals(key.credential().mask(), renewed.credential().mask());
        assertTrue(strong.verify(secret, renewed.credential().hash()));
        while (!verifier.remembers(secret, renewed.credential().hash())) {
            Thread.onSpinWait();
        }
        assertTrue(verifier.verify(renewed.credential(), secret).matches());
        assertEquals(0, checks.get());
    }

    @Test
    void nothingThatAnybodyIsShownChanges() throws Exception {
        long version = log.state().versionOf(stored());
        hashes.proved(key, secret);
        log.committed.acquire();

        assertEquals(version, log.state().versionOf(stored()));
        assertEquals(key.updatedAt(), stored().updatedAt());
    }

    @Test
    void aHashThatCostsEnoughIsLeftAlone() throws Exception {
        ApiKey other = new SampleKey("key_2", secret, strong.hash(secret)).record();
        hashes.proved(other, secret);
        hashes.proved(key, secret);
        log.committed.acquire();

        assertEquals(1, log.commits.get());
    }

    @Test
    void aKeyThatGotAnotherSecretMeanwhileKeepsIt() throws Exception {
        log.gate.acquire();
        hashes.proved(key, secret);
        log.arrived.await();
        Secret next = Door.newKey();
        ApiKey regenerated = new SampleKey("key_1", next, weak.hash(next)).record();
        log.behind.commit(state -> Outcome.of(true, new KeySaved(regenerated)));
        log.gate.release();
        log.committed.acquire();

        assertEquals(regenerated.credential(), stored().credential());
    }

    @Test
    void aKeyThatIsGoneMeanwhileStaysSo() throws Exception {
        log.gate.acquire();
        hashes.proved(key, secret);
        log.arrived.await();
        log.behind.commit(state -> Outcome.of(true, new KeyDeleted("key_1")));
        log.gate.release();
        log.committed.acquire();

        assertEquals(0, log.state().keys().size());
    }

    @Test
    void whatFindsNoRoomIsDroppedAndNobodyWaits() throws Exception {
        log.gate.acquire();
        hashes.proved(key, secret);
        log.arrived.await();
        for (int i = 0; i < 100; i++) {
            hashes.proved(key, secret);
        }
        log.gate.release();
        log.committed.acquire(2);

        // The one that ran, and the one that waited; that found the hash renewed and left it.
        assertEquals(2, log.commits.get());
        assertEquals(1, log.state().seq());
    }

    @Test
    void aHashThatCannotBeStoredLeavesTheKeyAsItIsAndTheNextOneIsTried() throws Exception {
        log.failing = true;
        hashes.proved(key, secret);
        log.committed.acquire();
        assertEquals(key.credential(), stored().credential());
        log.failing = false;
        hashes.proved(key, secret);
        log.committed.acquire();

        assertNotEquals(key.credential(), stored().credential());
    }

    @Test
    void atTheDoorAWeakHashIsRenewedByTheFirstSuccess() throws Exception {
        KeyAuthenticator authenticator = new KeyAuthenticator(
                verifier,
                hashes,
                new RequestSignatures(() -> Door.NOW, () -> 0),
                new RateLimiter(() -> 0),
                new FailureThrottle(() -> 1, () -> 0),
                () -> Door.NOW,
                () -> Plans.DEFAULT,
                keyId -> {});
        authenticator.identify(log.state(), secret, Door.CLIENT);
        log.committed.acquire();
        while (!verifier.remembers(secret, stored().credential().hash())) {
            Thread.onSpinWait();
        }
        authenticator.identify(log.state(), secret, Door.CLIENT);

        assertEquals(1, checks.get());
        assertEquals(1, log.commits.get());
    }

    private ApiKey stored() {
        return log.state().keyById("key_1").orElseThrow();
    }

    /** Holds commits up, fails them, and tells of them. */
    private static final class WatchedLog implements ChangeLog {
        final MemoryChangeLog behind;
        final Semaphore gate = new Semaphore(1);
        final CountDownLatch arrived = new CountDownLatch(1);
        final Semaphore committed = new Semaphore(0);
        final AtomicInteger commits = new AtomicInteger();
        volatile boolean failing;

        WatchedLog(GatewayState state) {
            behind = new MemoryChangeLog(state);
        }

        @Override
        public GatewayState state() {
            return behind.state();
        }

        @Override
        public <R> Committed<R> commit(Transaction<R> transaction) {
            arrived.countDown();
            gate.acquireUninterruptibly();
            try {
                if (failing) {
                    throw new StorageException("the disk is full");
                }
                return behind.commit(transaction);
            } finally {
                gate.release();
                commits.incrementAndGet();
                committed.release();
            }
        }

        @Override
        public Following follow(String name, Consumer<GatewayState> listener) {
            return behind.follow(name, listener);
        }

        @Override
        public boolean isWritable() {
            return !failing;
        }

        @Override
        public void close() {
            behind.close();
        }
    }
}
