package dev.mcpgateway.server.store;

import dev.mcpgateway.server.store.JournalEntry.Commit;
import dev.mcpgateway.server.store.JournalEntry.Header;
import dev.mcpgateway.server.store.JournalEntry.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a journal holds, its changes left aside.
 *
 * @param files the contents of the configuration file that it knows, the oldest (its header's) first
 * @param lastSeq the last commit in it; the header's where it has none
 * @param goodEnd where its last whole line ends, but for a note about an edit that did not come to be a commit; what
 *     follows was cut short by a crash
 * @param damaged whether whole lines follow after a bad one, which no cut explains
 */
record JournalScan(List<FileVersion> files, long lastSeq, long goodEnd, boolean damaged) {
    static final int FORMAT_VERSION = 1;

    /** @throws DamagedJournalException when the journal has no header, is of a later version, or lacks a commit in its midst */
    static JournalScan of(Disk disk, Path journal) throws IOException {
        return of(disk, journal, Long.MAX_VALUE);
    }

    /** As {@link #of(Disk, Path)}, as if the journal ended before the first commit after {@code last}. */
    static JournalScan of(Disk disk, Path journal, long last) throws IOException {
        try (JournalReader reader = new JournalReader(disk.read(journal))) {
            List<FileVersion> files = new ArrayList<>();
            if (!(reader.next() instanceof Header header)) {
                throw new DamagedJournalException("has no readable first line");
            }
            if (header.formatVersion() > FORMAT_VERSION) {
                throw new DamagedJournalException("was written by a later version of the gateway");
            }
            files.add(header.file());
            long lastSeq = header.file().seq();
            Marker undecided = null;
            long goodEnd = reader.goodEnd();
            while (true) {
                JournalEntry entry = reader.next();
                if (entry == null || (entry instanceof Commit commit && commit.seq() > last)) {
                    boolean damaged = entry == null && reader.hasWholeLineBeyond();
                    return new JournalScan(List.copyOf(files), lastSeq, goodEnd, damaged);
                } else if (undecided == null && entry instanceof Marker marker && marker.withCommit() > lastSeq) {
                    undecided = marker;
                } else if (undecided == null && entry instanceof Marker marker) {
                    files.add(marker.file());
                    goodEnd = reader.goodEnd();
                } else if (entry instanceof Commit commit && commit.seq() == lastSeq + 1) {
                    lastSeq = commit.seq();
                    goodEnd = reader.goodEnd();
                    if (undecided != null) {
                        files.add(undecided.file());
                        undecided = null;
                    }
                } else {
                    throw new DamagedJournalException("does not continue after commit " + lastSeq);
                }
            }
        }
    }

    FileVersion header() {
        return files.get(0);
    }

    /** The version that has the content {@code sha256}; of several the last. */
    Optional<FileVersion> withHash(String sha256) {
        return files.stream().filter(file -> file.sha256().equals(sha256)).reduce((first, second) -> second);
    }

    boolean knowsSeq(long seq) {
        return files.stream().anyMatch(file -> file.seq() == seq);
    }
}
