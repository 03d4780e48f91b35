package dev.mcpgateway.server.store;

import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.Disk.FileStamp;
import dev.mcpgateway.server.store.Replay.Unfit;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies of the configuration file that can take its place when an edit of it is refused. */
final class GoodCopies {
    private static final Logger LOG = System.getLogger(GoodCopies.class.getName());

    private final Disk disk;
    private final StoreLocation location;
    private final ConfigFile files;
    private final Generations generations;
    private final Replay replay;

    GoodCopies(Disk disk, StoreLocation location, ConfigFile files, Generations generations, Replay replay) {
        this.disk = disk;
        this.location = location;
        this.files = files;
        this.generations = generations;
        this.replay = replay;
    }

    /**
     * A copy of a content that the journal knows.
     *
     * @param file what is in it
     * @param state that, with the journal's later commits
     */
    record Good(Path copy, FileContent file, GatewayState state) {}

    /** The newest copy whose content is one of {@code known} and that the journal's commits up to {@code lastSeq} apply to. */
    Optional<Good> newest(List<FileVersion> known, long lastSeq) throws IOException {
        List<Path> copies = new ArrayList<>(List.of(location.beforeJava()));
        copies.addAll(generations.all());
        copies.add(location.lastWritten());
        Collections.reverse(copies);
        for (Path copy : copies) {
            FileVersion version = disk.stamp(copy) == null ? null : version(known, files.hash(copy));
            if (version != null) {
                try {
                    GatewayState file = files.load(copy).at(version.seq());
                    GatewayState state = replay.onto(file, lastSeq);
                    return Optional.of(new Good(copy, new FileContent(file, version.sha256()), state));
                } catch (DocumentException | Unfit unusable) {
                    LOG.log(Level.WARNING, copy + " cannot be fallen back on: " + unusable.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Puts {@code good} in the place of the configuration file.
     *
     * @param refused what that was when it was refused
     * @return what it is now; empty where it is another one than was refused, which is left there
     */
    Optional<FileStamp> putBack(Good good, @Nullable FileStamp refused) throws IOException {
        disk.copy(good.copy(), location.temporaryFile());
        FileStamp stamp = Objects.requireNonNull(disk.stamp(location.temporaryFile()), "it was written just now");
        if (!Objects.equals(refused, disk.stamp(location.file()))) {
            disk.delete(location.temporaryFile());
            return Optional.empty();
        }
        disk.rename(location.temporaryFile(), location.file());
        disk.forceDirectory(location.directory());
        return Optional.of(stamp);
    }

    private static @Nullable FileVersion version(List<FileVersion> known, String hash) {
        return known.stream()
                .filter(version -> version.sha256().equals(hash))
                .reduce((first, second) -> second)
                .orElse(null);
    }
}
