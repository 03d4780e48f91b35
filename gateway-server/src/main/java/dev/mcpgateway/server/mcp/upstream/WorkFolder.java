package dev.mcpgateway.server.mcp.upstream;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where children work: each server of a configuration has a folder of its own, which stays.
 *
 * @param root the folder of all of them
 * @param records where running children are noted down; null where they are not
 */
public record WorkFolder(Path root, @Nullable Path records) {
    private static final Logger LOG = System.getLogger(WorkFolder.class.getName());
    private static final int SHORT = 40;

    /** One for a gateway in memory, made when it is needed and to be deleted at its end; nothing is noted down. */
    public static WorkFolder temporary() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        return new WorkFolder(parent.resolve("secure-mcp-gateway-" + UUID.randomUUID()), null);
    }

    /** Deletes it with all that is in it, as far as that can be done. */
    public void delete() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, root + " could not be deleted", failure);
        }
    }

    /** That of {@code id}: its name as far as a file's name may have it, and a number that tells it from others. */
    Path of(ServerId id) {
        String plain = id.server().replaceAll("[^A-Za-z0-9_-]", "_");
        CRC32 sum = new CRC32();
        sum.update(id.server().getBytes(StandardCharsets.UTF_8));
        String name = plain.length() > SHORT ? plain.substring(0, SHORT) : plain;
        return root.resolve(id.config().replaceAll("[^A-Za-z0-9_-]", "_"))
                .resolve(name + "-" + Long.toHexString(sum.getValue()));
    }
}
