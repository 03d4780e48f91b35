package dev.mcpgateway.server.store;

import dev.mcpgateway.server.store.Disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Keeps what the gateway could not use, for a person to look at: the newest five of each kind. */
final class SetAside {
    private static final int KEPT = 5;

    private final Disk disk;
    private final StoreLocation location;
    private final Clock clock;

    SetAside(Disk disk, StoreLocation location, Clock clock) {
        this.disk = disk;
        this.location = location;
        this.clock = clock;
    }

    /** Keeps a copy of the configuration file, an edit that is refused; where it is. */
    Path edit() throws IOException {
        List<Path> all = disk.list(location.directory(), location.rejectedPrefix());
        Path newest = all.isEmpty() ? null : all.get(all.size() - 1);
        // A refusal that failed after the copy is tried again, and would drive the other copies out.
        if (newest != null && disk.haveEqualContent(newest, location.file())) {
            try (DiskFile copy = disk.open(newest)) {
                copy.force();
            }
            disk.forceDirectory(location.directory());
            return newest;
        }
        Path kept = location.rejected(clock.instant());
        disk.copy(location.file(), kept);
        disk.forceDirectory(location.directory());
        disk.keepNewest(location.directory(), location.rejectedPrefix(), KEPT);
        return kept;
    }

    /** Keeps what the journal has from {@code start} on; where it is. */
    Path journalFrom(long start) throws IOException {
        Path kept = location.cutFromJournal(clock.instant());
        disk.copy(location.journal(), start, kept);
        disk.forceDirectory(location.directory());
        disk.keepNewest(location.directory(), location.cutPrefix(), KEPT);
        return kept;
    }
}
