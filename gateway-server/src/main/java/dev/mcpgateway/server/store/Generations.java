package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.Disk.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/** Copies of the configuration file as it was before something that a person may want to take back; the newest five. */
final class Generations {
    private static final Logger LOG = System.getLogger(Generations.class.getName());
    private static final int KEPT = 5;
    private static final int CHUNK = 1 << 16;

    private final Disk disk;
    private final StoreLocation location;
    private final ConfigFile files;
    private final Clock clock;

    Generations(Disk disk, StoreLocation location, ConfigFile files, Clock clock) {
        this.disk = disk;
        this.location = location;
        this.files = files;
        this.clock = clock;
    }

    /** All of them, the newest last. */
    List<Path> all() throws IOException {
        return disk.list(location.directory(), location.generationPrefix());
    }

    /** Keeps a copy of the configuration file, unless the newest one is its equal. */
    void keepFile(String reason) throws IOException {
        List<Path> all = all();
        if (all.isEmpty() || !haveEqualContent(all.get(all.size() - 1), location.file())) {
            disk.copy(location.file(), location.temporaryGeneration());
            install(reason);
        }
    }

    /** By their bytes, because a hash of both takes ten times as long while somebody waits for a start. */
    private boolean haveEqualContent(Path one, Path other) throws IOException {
        if (stampedSize(one) != stampedSize(other)) {
            return false;
        }
        try (InputStream first = disk.read(one);
                InputStream second = disk.read(other)) {
            byte[] chunk = new byte[CHUNK];
            byte[] same = new byte[CHUNK];
            int count;
            do {
                count = first.readNBytes(chunk, 0, CHUNK);
                if (!Arrays.equals(chunk, 0, count, same, 0, second.readNBytes(same, 0, CHUNK))) {
                    return false;
                }
            } while (count > 0);
            return true;
        }
    }

    private long stampedSize(Path file) throws IOException {
        FileStamp stamp = disk.stamp(file);
        return stamp == null ? -1 : stamp.size();
    }

    /** Keeps {@code state}, unless keys in it wait for their hashes: no copy has a key in clear. */
    void keep(GatewayState state, String reason) throws IOException {
        if (state.unhashedKeys().size() > 0) {
            LOG.log(
                    Level.WARNING,
                    location + ": no copy of commit " + state.seq() + " is kept, its keys were not hashed yet");
            return;
        }
        files.write(state, location.temporaryGeneration());
        install(reason);
    }

    /** Whether there is one from today, in UTC. */
    boolean hasOneOfToday() throws IOException {
        String today = location.generationPrefix()
                + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return !disk.list(location.directory(), today).isEmpty();
    }

    private void install(String reason) throws IOException {
        disk.rename(location.temporaryGeneration(), location.generation(clock.instant(), reason));
        disk.keepNewest(location.directory(), location.generationPrefix(), KEPT);
    }
}
