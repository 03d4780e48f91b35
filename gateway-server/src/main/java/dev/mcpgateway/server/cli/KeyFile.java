package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.store.PrivateAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a user key and nothing else. */
final class KeyFile {
    private static final int LARGEST = 8 << 10;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path path;

    private KeyFile(Path path) {
        this.path = path;
    }

    static KeyFile at(Path path) {
        return new KeyFile(path);
    }

    /** The file that {@code --key-file} names. */
    static KeyFile named(Surroundings surroundings, String name) throws CommandFailure {
        try {
            if (!name.isBlank()) {
                return new KeyFile(surroundings.directory().resolve(name).normalize());
            }
        } catch (InvalidPathException invalid) {
            throw CommandFailure.usage("--key-file: '" + name + "' is not a path");
        }
        throw CommandFailure.usage("--key-file needs the name of a file");
    }

    Path path() {
        return path;
    }

    /** The key; a file that others may read is warned of. */
    Secret read(PrintWriter err) throws CommandFailure {
        byte[] content;
        try (InputStream in = Files.newInputStream(path)) {
            content = in.readNBytes(LARGEST + 1);
            if (isOthersToo()) {
                err.println("Warning: " + path + " can be read by others, who can use the key: chmod 600 " + path);
            }
        } catch (IOException unreadable) {
            throw CommandFailure.refused("The key file " + path + " cannot be read: 'secure-mcp-gateway install' makes"
                    + " one, or write a key into it");
        }
        if (content.length > LARGEST) {
            throw CommandFailure.refused("The key file " + path + " is too large to be a key");
        }
        return checked(new String(content, StandardCharsets.UTF_8), "the key file " + path);
    }

    /** {@code text} as a key that a header can hold. */
    static Secret checked(String text, String source) throws CommandFailure {
        String key = text.strip();
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw CommandFailure.refused("There is no key in " + source + ": it is one word, such as mgw_...");
        }
        return Secret.of(key);
    }

    /** Writes the key for the owner alone, whole or not at all. */
    void write(Secret key) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            PrivateAccess.createDirectories(directory);
        }
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        PrivateAccess.write(temporary, (key.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isOthersToo() throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)
                && !OWNER.containsAll(Files.getPosixFilePermissions(path));
    }
}
