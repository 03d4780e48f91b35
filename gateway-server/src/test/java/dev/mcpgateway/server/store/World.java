package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A log on a simulated disk, and a ledger of what it has promised. */
final class World implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("dev.mcpgateway.server.store");

    final StoreLocation location;
    final AtomicLong nanoTime = new AtomicLong(1);
    SimulatedDisk disk = new SimulatedDisk();
    final SettableClock clock = new SettableClock(Samples.TIME);
    private final StoreOptions options =
            StoreOptions.forServer().withCommitTimeout(Duration.ofMinutes(2)).withClock(clock);
    private @Nullable FileChangeLog log;
    private String acknowledged = Samples.content(Samples.fresh());
    private long acknowledgedSeq;
    private @Nullable String inFlight;

    World() throws StoreOpenException {
        location = StoreLocation.of(Path.of("/simulated/config.json"));
    }

    void open() throws StoreOpenException {
        openOn(nanoTime::get);
    }

    void openOn(Ticker ticker) throws StoreOpenException {
        log = FileChangeLog.open(disk, () -> {}, location, Samples.CLEAR_KEYS, Samples::fresh, options, ticker);
    }

    FileChangeLog log() {
        if (log == null) {
            throw new IllegalStateException("not open");
        }
        return log;
    }

    void commit(Change... changes) {
        GatewayState before = log().state();
        inFlight = Samples.content(before.after(List.of(changes), before.seq() + 1));
        long seq = log().commit(state -> Outcome.of("", changes)).state().seq();
        acknowledge(inFlight, seq);
    }

    /** Commits as often as it takes, a second later each time. */
    void commitUntilItSucceeds(Change... changes) {
        for (int attempt = 0; attempt < 5; attempt++) {
            try {
                commit(changes);
                return;
            } catch (StorageException failed) {
                assertEquals(acknowledged, Samples.content(log().state()), "a failed commit is to be seen nowhere");
                nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            }
        }
        throw new AssertionError("the log did not recover");
    }

    void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    /** Lets time pass, with looks at the configuration file, until an edit of it is taken over or refused. */
    void lookUntilSettled() throws IOException {
        for (int looks = 0; !log().look(); looks++) {
            assertTrue(looks < 10, "the file never settles");
            pass(Duration.ofMillis(500));
        }
    }

    void writeFile() throws IOException {
        log().writeFile();
    }

    /** Writes the configuration file, and commits while that goes on. */
    void writeFileAndCommitMeanwhile(Change... changes) throws IOException {
        disk.beforeNextRename(() -> commit(changes));
        writeFile();
    }

    /**
     * Edits the configuration file by hand; without {@code seq} where it is null. From then on, crash or no crash, the next
     * look at the file makes {@code expected} of it.
     */
    void edit(GatewayState state, @Nullable Long seq, GatewayState expected) {
        disk.edit(location.file(), document(state, seq));
        acknowledge(Samples.content(expected), acknowledgedSeq);
    }

    /** As {@link #edit(GatewayState, Long, GatewayState)}, with {@code json} as it is. */
    void edit(String json, GatewayState expected) {
        disk.edit(location.file(), json.getBytes(StandardCharsets.UTF_8));
        acknowledge(Samples.content(expected), acknowledgedSeq);
    }

    void expectAcknowledged() {
        assertEquals(acknowledged, Samples.content(log().state()));
        assertTrue(log().state().seq() >= acknowledgedSeq, "the sequence number goes back");
        acknowledgedSeq = log().state().seq();
        inFlight = null;
    }

    /** What the log holds now is one of the two states that it may hold after a crash. */
    void expectAcknowledgedOrInFlight(String when) {
        String found = Samples.content(log().state());
        assertTrue(
                found.equals(acknowledged) || found.equals(inFlight),
                () -> when + ": expected\n" + acknowledged + "\nor\n" + inFlight + "\nbut found\n" + found);
        assertTrue(log().state().seq() >= acknowledgedSeq, () -> when + ": the sequence number goes back");
        acknowledge(found, log().state().seq());
    }

    private void acknowledge(String content, long seq) {
        acknowledged = content;
        acknowledgedSeq = seq;
        inFlight = null;
    }

    /** Ends the log's threads without a word to the disk. */
    void abandon() {
        if (log != null) {
            disk.failAll(true);
            LOG.setLevel(Level.OFF);
            log.close();
            LOG.setLevel(null);
            disk.failAll(false);
            log = null;
        }
    }

    /** Closes the log as a life's last act, or one before the next {@link #open}. */
    void closeLog() throws IOException {
        close();
        if (disk.isCrashed()) {
            throw new IOException("there was a crash");
        }
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
            log = null;
        }
    }

    static byte[] document(GatewayState state, @Nullable Long seq) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            GatewayDocument.write(seq == null ? state : state.at(seq), out);
            String json = out.toString(StandardCharsets.UTF_8);
            return (seq == null ? json.replaceAll(",\\s*\"seq\" : \\d+", "") : json).getBytes(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
