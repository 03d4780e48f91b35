package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeyHashed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the keys that the configuration file holds in clear, on a thread of its own that is there while there are any: one
 * key at a time, so that a person who presents a key finds the other hashing thread free. What is hashed is committed a few
 * keys at a time; a crash loses those few hashes, and the file still has their keys.
 */
final class KeyHashing {
    private static final Logger LOG = System.getLogger(KeyHashing.class.getName());
    private static final int BATCH = 32;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ClearKeys clearKeys;
    private final Committer committer;
    private volatile boolean closing;
    private boolean started;
    private @Nullable Thread thread;

    KeyHashing(ClearKeys clearKeys, Committer committer) {
        this.clearKeys = clearKeys;
        this.committer = committer;
    }

    /** From now on keys are hashed where there are any. */
    synchronized void start() {
        started = true;
        wake();
    }

    /** There may be something to hash. */
    synchronized void wake() {
        if (!started || closing || thread != null || !hasWork()) {
            return;
        }
        thread = new Thread(this::run, "configuration-file-key-hashing");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends; what is not hashed within {@code patience} is hashed after the next start. */
    void close(Duration patience) {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            join(running, patience);
            closing = true;
            running.interrupt();
            join(running, PAUSE);
        }
        closing = true;
    }

    private boolean hasWork() {
        return committer.published().state().unhashedKeys().size() > 0;
    }

    private void run() {
        int hashed = 0;
        while (!closing) {
            try {
                List<Change> batch = hashSome(committer.published().state());
                if (batch.isEmpty() && end()) {
                    break;
                }
                committer.commit(state -> new Outcome<>(batch, batch.size()));
                hashed += batch.size();
            } catch (RuntimeException | Error later) { // the next attempt may have the memory
                if (!closing) {
                    LOG.log(Level.WARNING, "keys of the configuration file could not be hashed yet", later);
                    pause();
                }
            }
        }
        if (hashed > 0) {
            LOG.log(Level.INFO, hashed + " API keys that the configuration file held in clear are hashed");
        }
    }

    /** Whether there is nothing left to do; who brings something later finds no thread then. */
    private synchronized boolean end() {
        if (hasWork()) {
            return false;
        }
        thread = null;
        return true;
    }

    private List<Change> hashSome(GatewayState state) {
        List<Change> hashes = new ArrayList<>();
        for (ApiKey key : state.unhashedKeys()) {
            Secret clear = key.credential().clear();
            if (closing || hashes.size() == BATCH) {
                break;
            }
            if (clear != null) {
                hashes.add(new KeyHashed(key.id(), clearKeys.credential(clear)));
            }
        }
        return hashes;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread running, Duration longest) {
        try {
            if (!longest.isZero()) {
                running.join(longest.toMillis());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
