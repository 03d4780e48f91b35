package dev.mcpgateway.server.store;

import dev.mcpgateway.server.store.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal as it is being written; one thread at a time.
 *
 * <p>A write that fails closes it, because a file that failed to reach the disk once proves nothing when it is asked to a
 * second time: only {@link #renew}, which makes a new file of the good part, opens it again.
 */
final class Journal implements Closeable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());

    private final Disk disk;
    private final StoreLocation location;
    private final List<Known> known = new ArrayList<>();
    private @Nullable DiskFile file;
    private long end;

    private record Known(FileVersion file, long position) {}

    private Journal(Disk disk, StoreLocation location) {
        this.disk = disk;
        this.location = location;
    }

    /** Makes an empty journal that continues {@code header}, in the place of any older one. */
    static Journal create(Disk disk, StoreLocation location, FileVersion header) throws IOException {
        Journal journal = new Journal(disk, location);
        JournalBuffer first = new JournalBuffer();
        first.addHeader(header);
        DiskFile next = journal.written(first.content(), null, 0, 0);
        journal.install(next, first.length(), List.of(new Known(header, 0)));
        return journal;
    }

    /**
     * Opens the journal that {@code scan} describes, and cuts off what a crash left at its end. Nothing of it may be acted
     * on before: it may have been read from memory that a loss of power still forgets.
     */
    static Journal open(Disk disk, StoreLocation location, JournalScan scan) throws IOException {
        Journal journal = new Journal(disk, location);
        DiskFile file = disk.open(location.journal());
        journal.file = file;
        journal.end = scan.goodEnd();
        journal.known.addAll(knownFrom(scan));
        try {
            file.truncate(scan.goodEnd());
            file.force();
            disk.forceDirectory(location.directory());
        } catch (IOException failure) {
            journal.abandon();
            throw failure;
        }
        return journal;
    }

    boolean isOpen() {
        return file != null;
    }

    /** Where its last line ends. */
    long end() {
        return end;
    }

    /** The contents of the configuration file that the journal knows, its header's first. */
    List<FileVersion> files() {
        return known.stream().map(Known::file).toList();
    }

    /**
     * Appends {@code lines} and makes them durable.
     *
     * @throws IOException when it is not known whether they are; the journal is closed then
     */
    void append(ByteBuffer lines) throws IOException {
        DiskFile out = requireOpen();
        int length = lines.remaining();
        try {
            out.write(lines);
            out.force();
            end += length;
        } catch (IOException | RuntimeException | Error failure) {
            fail();
            throw failure;
        }
    }

    /** Appends {@code lines}, the first of which is a note about {@code version}. */
    void append(JournalBuffer lines, FileVersion version) throws IOException {
        long position = end;
        append(lines.content());
        known.add(new Known(version, position));
    }

    /**
     * Begins a new journal that continues {@code header}, with all of this one from {@code start} on.
     *
     * @throws IOException when that did not come to pass; this one is still good where {@link #isOpen} says so
     */
    void restart(FileVersion header, long start) throws IOException {
        DiskFile current = requireOpen();
        JournalBuffer first = new JournalBuffer();
        first.addHeader(header);
        DiskFile next = written(first.content(), current, start, end);
        long shift = first.length() - start;
        List<Known> carried = new ArrayList<>(List.of(new Known(header, 0)));
        known.stream()
                .filter(version -> version.position() >= start)
                .forEach(version -> carried.add(new Known(version.file(), version.position() + shift)));
        install(next, end + shift, carried);
    }

    /**
     * Makes a new file of the good part of this journal and opens it, after a failure. What is on the disk decides what
     * that is: an operation that failed may have been done nevertheless.
     *
     * @param lastSeq the last commit that is known to be durable
     */
    void renew(long lastSeq) throws IOException {
        JournalScan scan = JournalScan.of(disk, location.journal(), lastSeq);
        DiskFile next;
        try (DiskFile old = disk.open(location.journal())) {
            next = written(ByteBuffer.allocate(0), old, 0, scan.goodEnd());
        }
        try {
            JournalScan written = JournalScan.of(disk, location.temporaryJournal());
            if (written.lastSeq() != lastSeq || written.goodEnd() != scan.goodEnd()) {
                throw new IOException("the journal does not hold every commit any more");
            }
        } catch (IOException | RuntimeException | Error failure) {
            discard(next, failure);
            throw failure;
        }
        install(next, scan.goodEnd(), knownFrom(scan));
    }

    /** What it holds can be carried on only while it is open: after a failure {@link #renew} finds out what that is. */
    private DiskFile requireOpen() throws IOException {
        DiskFile open = file;
        if (open == null) {
            throw new IOException("the journal is closed after a failure");
        }
        return open;
    }

    /** Cuts the journal to its last good line, as well as that still can be done, and closes it. */
    void fail() {
        DiskFile failed = file;
        if (failed != null) {
            try {
                failed.truncate(end);
            } catch (IOException alsoFailed) {
                LOG.log(Level.WARNING, location.journal() + " could not be cut after a failure", alsoFailed);
            }
            abandon();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    /** A new file with {@code first} and the bytes of {@code source} from {@code start} to {@code stop}; durable. */
    private DiskFile written(ByteBuffer first, @Nullable DiskFile source, long start, long stop) throws IOException {
        DiskFile next = disk.create(location.temporaryJournal());
        try {
            next.write(first);
            if (source != null) {
                source.copyTo(start, stop, next);
            }
            next.force();
            return next;
        } catch (IOException | RuntimeException | Error failure) {
            discard(next, failure);
            throw failure;
        }
    }

    /** Puts {@code next} in the place of the journal. The old one is closed first: Windows replaces no open file. */
    private void install(DiskFile next, long newEnd, List<Known> newKnown) throws IOException {
        abandon();
        file = next;
        try {
            disk.rename(location.temporaryJournal(), location.journal());
            disk.forceDirectory(location.directory());
        } catch (IOException failure) {
            file = null;
            discard(next, failure);
            throw failure;
        }
        end = newEnd;
        known.clear();
        known.addAll(newKnown);
    }

    private static List<Known> knownFrom(JournalScan scan) {
        return scan.files().stream().map(version -> new Known(version, 0)).toList();
    }

    private void abandon() {
        if (file != null) {
            closeQuietly(file);
            file = null;
        }
    }

    /** Of a journal that was to become the next one nothing is left. */
    private void discard(DiskFile next, Throwable failure) {
        closeQuietly(next);
        disk.discard(location.temporaryJournal(), failure);
    }

    private void closeQuietly(DiskFile closing) {
        try {
            closing.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, location.journal() + " did not close", failure);
        }
    }
}
