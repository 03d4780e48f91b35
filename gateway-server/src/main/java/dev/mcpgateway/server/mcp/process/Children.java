package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.mcp.process.ChildRecords.Noted;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The child processes of this gateway, and those that an earlier one, which was killed, has left. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
public final class Children implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Children.class.getName());
    private static final long CLOSE_SECONDS = 7;

    private final ProcessTable table = new ProcessTable();
    private final SystemPrograms programs = SystemPrograms.find();
    private final ChildRecords records;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /** @param records the folder in which running children are noted down; null for none, as in a test */
    public Children(@Nullable Path records) {
        this.records = new ChildRecords(records, table);
    }

    /**
     * Launches a child.
     *
     * @param lines gets each line of its output, on one thread; what it throws ends the child
     * @throws IOException when it cannot be launched, or the gateway is stopping
     */
    public ChildProcess start(Launch launch, Consumer<byte[]> lines) throws IOException {
        if (isClosed) {
            throw new IOException("the gateway is stopping");
        }
        ChildProcess child = ChildProcess.start(launch, lines, table, programs, records);
        running.add(child);
        child.gone().thenRun(() -> running.remove(child));
        if (isClosed) {
            child.stop();
        }
        return child;
    }

    /** How many run or are being ended. */
    public int count() {
        return running.size();
    }

    /** Ends what an earlier gateway has left, without keeping the caller waiting. */
    public void endLeftovers() {
        for (Noted left : records.leftovers()) {
            Thread thread = new Thread(() -> end(left), "mcp-leftover-" + left.pid());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void end(Noted left) {
        ProcessTree tree = new ProcessTree(left.pid(), left.hasSession(), left.pipes(), table, programs);
        try {
            tree.remember();
            tree.rememberHolders();
            if (!tree.isGone()) {
                LOG.log(Level.WARNING, "process " + left.pid() + ", left by a gateway that was killed, is ended");
                tree.end();
            }
            records.remove(left.pid());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all of them and waits for that, a few seconds at most. */
    @Override
    public void close() {
        isClosed = true;
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        running.forEach(child -> ends.add(child.stop()));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException failure) {
            LOG.log(Level.WARNING, running.size() + " child processes could not be ended", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
