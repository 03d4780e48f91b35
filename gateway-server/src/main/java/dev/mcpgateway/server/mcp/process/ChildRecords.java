package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.mcp.process.ProcessTable.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which children run, one small file each, for the gateway that starts after this one was killed. They need not survive a loss of
 * power: neither do the children.
 */
final class ChildRecords {
    private static final Logger LOG = System.getLogger(ChildRecords.class.getName());
    private static final int MAX_BYTES = 4_096;

    private final @Nullable Path folder;
    private final ProcessTable table;
    private final String era;

    /** @param folder made when there is something to note; null for no records at all */
    ChildRecords(@Nullable Path folder, ProcessTable table) {
        this.folder = folder;
        this.table = table;
        this.era = table.era();
    }

    /**
     * A child that was noted down.
     *
     * @param start tells it from another process that has its pid later
     */
    record Noted(long pid, String start, boolean hasSession, Set<String> pipes) {}

    /** Notes down {@code pid}, which was just launched, and says what is known of it. */
    Noted add(long pid, boolean hasSession) {
        Noted noted = new Noted(pid, start(pid), hasSession, table.outputPipes(pid));
        if (folder != null) {
            String text = String.join(
                    " ",
                    era,
                    Long.toString(pid),
                    noted.start(),
                    Boolean.toString(hasSession),
                    String.join(",", noted.pipes()));
            try {
                PrivateFolder.create(folder);
                Files.writeString(file(folder, pid), text);
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "a child process cannot be noted down in " + folder, failure);
            }
        }
        return noted;
    }

    void remove(long pid) {
        if (folder != null) {
            try {
                Files.deleteIfExists(file(folder, pid));
            } catch (IOException failure) {
                LOG.log(Level.WARNING, "the note of an ended child process cannot be deleted from " + folder, failure);
            }
        }
    }

    /** The noted children of earlier gateways that still run, or parts of them; what has ended is forgotten. */
    List<Noted> leftovers() {
        List<Noted> found = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<Noted> noted = read(file).filter(this::mayRun);
                if (noted.isPresent()) {
                    found.add(noted.get());
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException failure) {
            LOG.log(Level.WARNING, "children of an earlier run cannot be looked up in " + folder, failure);
        }
        return found;
    }

    /** Whether its first process runs, or may have left others behind: its pid belongs to nobody else then. */
    private boolean mayRun(Noted noted) {
        return ProcessHandle.of(noted.pid()).isEmpty() || start(noted.pid()).equals(noted.start());
    }

    private Optional<Noted> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        String[] parts = Files.readString(file, StandardCharsets.UTF_8).split(" ", -1);
        if (parts.length != 5 || !parts[0].equals(era) || !parts[1].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        Set<String> pipes = new TreeSet<>(List.of(parts[4].split(",", -1)));
        pipes.remove("");
        return Optional.of(new Noted(Long.parseLong(parts[1]), parts[2], Boolean.parseBoolean(parts[3]), pipes));
    }

    private String start(long pid) {
        return table.row(pid)
                .map(Row::start)
                .map(ticks -> Long.toString(ticks))
                .or(() -> ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().startInstant())
                        .map(instant -> Long.toString(instant.toEpochMilli())))
                .orElse("-");
    }

    private static Path file(Path folder, long pid) {
        return folder.resolve(Long.toString(pid));
    }
}
