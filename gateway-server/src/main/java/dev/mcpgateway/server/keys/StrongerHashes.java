package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change.KeyHashed;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.StorageException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes a new hash of a key that was proved by one that costs less than new ones do: the cost of hashes was raised since.
 *
 * <p>It is made and stored on a thread of its own, one key at a time; the request does not wait. What finds no room in the
 * queue, or cannot be stored, is done when the key is proved after the next start.
 */
public final class StrongerHashes implements AutoCloseable {

    private static final Logger LOG = System.getLogger(StrongerHashes.class.getName());
    private static final int CAPACITY = 1_000;
    private static final long IDLE_SECONDS = 10;

    private final KeyHasher hasher;
    private final KeyVerifier verifier;
    private final ChangeLog log;
    private final ThreadPoolExecutor executor;

    /** What {@code hasher} finds weak is hashed by it anew and stored in {@code log}. */
    public StrongerHashes(KeyHasher hasher, KeyVerifier verifier, ChangeLog log) {
        this(hasher, verifier, log, CAPACITY);
    }

    StrongerHashes(KeyHasher hasher, KeyVerifier verifier, ChangeLog log, int capacity) {
        this.hasher = hasher;
        this.verifier = verifier;
        this.log = log;
        executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(capacity),
                task -> {
                    Thread thread = new Thread(task, "key-rehashing");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
    }

    /** {@code secret} was just found to be the key of {@code key} by its hash. */
    void proved(ApiKey key, Secret secret) {
        if (hasher.needsRehash(key.credential().hash())) {
            executor.execute(() -> renew(key, secret));
        }
    }

    /** Drops what is waiting; what is being stored is stored or not. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void renew(ApiKey key, Secret secret) {
        KeyCredential weak = key.credential();
        try {
            String hash = hasher.hash(secret);
            KeyCredential strong = new KeyCredential(weak.lookup(), hash, weak.mask(), weak.legacy());
            boolean stored = log.<Boolean>commit(state -> state.keyById(key.id())
                            .filter(present -> present.credential().equals(weak))
                            .map(present -> Outcome.of(true, new KeyHashed(key.id(), strong)))
                            .orElseGet(() -> Outcome.unchanged(false)))
                    .result();
            if (stored) {
                verifier.remember(secret, hash);
            }
        } catch (HashingOverloadedException | StorageException later) {
            LOG.log(Level.WARNING, "the hash of key {0} could not be renewed: {1}", key.id(), later.getMessage());
        }
    }
}
