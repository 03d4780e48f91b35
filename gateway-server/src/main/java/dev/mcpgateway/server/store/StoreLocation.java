package dev.mcpgateway.server.store;

import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * Where the configuration file is, and what lies beside it: every companion's name is the file's, a dot and a word.
 *
 * <p>Symbolic links are followed once, here, so that a file has one lock and one journal however it is spelled.
 */
public final class StoreLocation {
    private static final String NAME = "enkrypt_mcp_config.json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Path directory;
    private final String name;

    private StoreLocation(Path file) {
        this.file = file;
        this.directory = Objects.requireNonNull(file.getParent(), "file has no parent");
        this.name =
                Objects.requireNonNull(file.getFileName(), "file has no name").toString();
    }

    /**
     * The location of {@code file}, which need not exist.
     *
     * @throws StoreOpenException when it cannot be the name of a configuration file
     */
    public static StoreLocation of(Path file) throws StoreOpenException {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path fileName = absolute.getFileName();
        if (parent == null || fileName == null || Files.isDirectory(absolute)) {
            throw new StoreOpenException(Reason.BAD_FILE, absolute + " is a directory, not a configuration file");
        }
        try {
            if (Files.exists(absolute)) {
                return new StoreLocation(absolute.toRealPath());
            }
            return new StoreLocation(Files.exists(parent) ? parent.toRealPath().resolve(fileName) : absolute);
        } catch (IOException unreadable) {
            throw new StoreOpenException(Reason.NOT_WRITABLE, absolute + " cannot be reached", unreadable);
        }
    }

    /**
     * The file that is used where none is named: {@code ~/.enkrypt/enkrypt_mcp_config.json}, or, in a container that has
     * the directory, {@code /app/.enkrypt/docker/enkrypt_mcp_config.json}.
     */
    public static Path standardFile() {
        // The JVM takes the home from the user database; the shell and every other program from the environment.
        String home = System.getenv("HOME");
        return standardFile(
                Path.of("/"), Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home));
    }

    static Path standardFile(Path root, Path home) {
        Path inContainer = root.resolve("app/.enkrypt/docker");
        return Files.exists(root.resolve(".dockerenv")) && Files.isDirectory(inContainer)
                ? inContainer.resolve(NAME)
                : home.resolve(".enkrypt").resolve(NAME);
    }

    /** The configuration file. */
    public Path file() {
        return file;
    }

    public Path directory() {
        return directory;
    }

    /** Whether there is neither a configuration file nor a journal of one. */
    public boolean isUnused() {
        return !Files.exists(file) && !Files.exists(journal());
    }

    /** Where a running server says that it runs ({@link ServerFile}). */
    public Path serverFile() {
        return companion("server");
    }

    /** Where files that requests name by relative paths are. */
    public Path exports() {
        return directory.resolve("exports");
    }

    /** Where child processes work. */
    public Path workFolder() {
        return companion("work");
    }

    /** Where running child processes are noted down, for the start after a kill. */
    public Path childRecords() {
        return companion("children");
    }

    /** The key of an MCP client on this machine, which is called {@code name} there. */
    public Path clientKey(String name) {
        return companion("key-" + name);
    }

    /** How much the keys are used. */
    Path usage() {
        return companion("usage");
    }

    Path journal() {
        return companion("journal");
    }

    Path lock() {
        return companion("lock");
    }

    /** The file while it is being written. */
    Path temporaryFile() {
        return companion("tmp");
    }

    /** What a server says of itself while it is being written. */
    Path temporaryServerFile() {
        return companion("server.tmp");
    }

    /** The journal while it is being written. */
    Path temporaryJournal() {
        return companion("journal.tmp");
    }

    /** The keys' usage while it is being written. */
    Path temporaryUsage() {
        return companion("usage.tmp");
    }

    /** A generation while it is being written. */
    Path temporaryGeneration() {
        return companion("generation.tmp");
    }

    /** A copy of the file as the gateway wrote it last: what is fallen back on when an edit is refused. */
    Path lastWritten() {
        return companion("last");
    }

    /** The file of the Python gateway, as it was before the first rewrite. */
    Path beforeJava() {
        return companion("before-java");
    }

    Path rejected(Instant time) {
        return companion("rejected-" + TIME.format(time));
    }

    /** A part of the journal that could not be read. */
    Path cutFromJournal(Instant time) {
        return companion("journal.cut-" + TIME.format(time));
    }

    Path generation(Instant time, String reason) {
        return companion("gen-" + TIME.format(time) + "-" + reason);
    }

    String rejectedPrefix() {
        return name + ".rejected-";
    }

    String cutPrefix() {
        return name + ".journal.cut-";
    }

    /** How the names of all generations begin; their order is that of time. */
    String generationPrefix() {
        return name + ".gen-";
    }

    /** Whether {@code fileName} in {@link #directory} is the file or may be one of its companions. */
    boolean isOwn(String fileName) {
        String folded = fileName.toLowerCase(Locale.ROOT);
        String own = name.toLowerCase(Locale.ROOT);
        return folded.equals(own) || folded.startsWith(own + ".");
    }

    String name() {
        return name;
    }

    private Path companion(String word) {
        return directory.resolve(name + "." + word);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
