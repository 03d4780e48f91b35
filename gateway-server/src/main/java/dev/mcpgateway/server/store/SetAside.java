package dev.mcpgateway.server.store;

import dev.mcpgateway.server.store.Disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;

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
        Path kept = location.rejected(clock.instant());
        disk.copy(location.file(), kept);
        disk.forceDirectory(location.directory());
        disk.keepNewest(location.directory(), location.rejectedPrefix(), KEPT);
        return kept;
    }

    /** Keeps what the journal has from {@code start} on; where it is. */
    Path journalFrom(long start) throws IOException {
        Path kept = location.cutFromJournal(clock.instant());
        try (InputStream in = disk.read(location.journal());
                DiskFile out = disk.create(kept)) {
            in.skipNBytes(start);
            byte[] chunk = new byte[1 << 16];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(ByteBuffer.wrap(chunk, 0, count));
            }
            out.force();
        }
        disk.forceDirectory(location.directory());
        disk.keepNewest(location.directory(), location.cutPrefix(), KEPT);
        return kept;
    }
}
