package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The change log that a gateway has, on a disk that a test breaks and repairs, for what stands above the store. */
public final class BreakableLog implements ChangeLog {
    private final SimulatedDisk disk = new SimulatedDisk();
    private final AtomicLong nanoTime = new AtomicLong(1);
    private final FileChangeLog log;

    private BreakableLog(GatewayState start) {
        try {
            log = FileChangeLog.open(
                    disk,
                    () -> {},
                    StoreLocation.of(Path.of("/simulated/config.json")),
                    Samples.CLEAR_KEYS,
                    () -> start,
                    StoreOptions.forServer(),
                    nanoTime::get);
        } catch (StoreOpenException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A log on a new file that holds {@code start}. */
    public static BreakableLog of(GatewayState start) {
        return new BreakableLog(start);
    }

    /** From now on whatever the disk is asked to do fails. */
    public void breakDisk() {
        disk.failAll(true);
    }

    /** The disk works again, and the log has waited as long as it does before it looks. */
    public void repairDisk() {
        disk.failAll(false);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    @Override
    public GatewayState state() {
        return log.state();
    }

    @Override
    public <R> Committed<R> commit(Transaction<R> transaction) {
        return log.commit(transaction);
    }

    @Override
    public Following follow(String name, Consumer<GatewayState> listener) {
        return log.follow(name, listener);
    }

    @Override
    public boolean isWritable() {
        return log.isWritable();
    }

    @Override
    public void close() {
        log.close();
    }
}
