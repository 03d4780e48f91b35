package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.FileChangeLog;
import dev.mcpgateway.server.store.ServerFile;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import dev.mcpgateway.server.store.StoreOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Opens stores. One that a command holds is free in a moment: two commands at once, or a command while a server starts, wait for
 * each other instead of failing. One that a server holds is not waited for.
 */
final class StoreAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 20;

    private StoreAccess() {}

    /** As {@link FileChangeLog#open}, after at most ten seconds. */
    static FileChangeLog open(
            StoreLocation location, ClearKeys clearKeys, Supplier<GatewayState> fresh, StoreOptions options)
            throws StoreOpenException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                FileChangeLog log = FileChangeLog.open(location, clearKeys, fresh, options);
                // Whoever wrote it is gone, or the lock would not have been free.
                ServerFile.remove(location);
                return log;
            } catch (StoreOpenException refused) {
                if (refused.reason() != Reason.LOCKED || isServed(location) || System.nanoTime() - deadline > 0) {
                    throw refused;
                }
            }
            pause();
        }
    }

    /** Of a locked one. */
    private static boolean isServed(StoreLocation location) {
        try {
            return ServerFile.claimed(location).isPresent();
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the configuration file", interrupted);
        }
    }
}
