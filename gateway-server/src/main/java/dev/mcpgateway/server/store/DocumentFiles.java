package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.FileRefusedException.Reason;
import dev.mcpgateway.server.domain.StorageException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Exports, backups and policies in files that requests name.
 *
 * <p>A relative path is one below {@code exports/} beside the configuration file; an absolute one is used as it is, below
 * the allowed roots where there are any. No request reads or writes the configuration file or its companions, or writes
 * over a file that is not a document of the gateway's.
 */
public final class DocumentFiles implements ExchangeFiles {
    private static final int LARGEST = 64 << 20;
    private static final Set<String> MARKS = Set.of("exported_at", "backup_version");
    private static final JsonFactory JSON = new JsonFactory();

    private final RequestedPath paths;

    /**
     * Files for the gateway whose configuration file is at {@code location}.
     *
     * @param allowedRoots the directories below which absolute paths may be at present; empty for anywhere
     */
    public DocumentFiles(StoreLocation location, Supplier<List<Path>> allowedRoots) {
        this.paths = new RequestedPath(location, allowedRoots);
    }

    @Override
    public Path write(String field, String requested, byte[] document) {
        try {
            Path target = paths.toWrite(field, requested);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !isDocument(target)) {
                throw refused(field, "there is a file of that name that is not an export or backup of the gateway's");
            }
            replace(target, document);
            return target;
        } catch (AccessDeniedException denied) {
            throw refused(field, "the gateway may not write there");
        } catch (IOException failure) {
            throw new StorageException(field + ": the file could not be written", failure);
        }
    }

    @Override
    public byte[] read(String field, String requested) {
        try {
            Path source = paths.toRead(field, requested);
            try (SeekableByteChannel channel =
                            Files.newByteChannel(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                    InputStream in = Channels.newInputStream(channel)) {
                byte[] content = in.readNBytes(LARGEST + 1);
                if (content.length > LARGEST) {
                    throw refused(field, "the file is larger than 64 MiB");
                }
                return content;
            }
        } catch (NoSuchFileException missing) {
            throw new FileRefusedException(Reason.NOT_FOUND, field, "there is no such file");
        } catch (AccessDeniedException denied) {
            throw refused(field, "the gateway may not read the file");
        } catch (IOException failure) {
            throw new StorageException(field + ": the file could not be read", failure);
        }
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path temporary = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        boolean renamed = false;
        try {
            try (FileChannel channel = PrivateAccess.createFile(temporary)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            renamed = true;
        } finally {
            if (!renamed) {
                Files.deleteIfExists(temporary);
            }
        }
        Path directory = target.getParent();
        if (directory != null) {
            PrivateAccess.forceDirectory(directory);
        }
    }

    /** Whether {@code file} is a JSON object with one of the members that exports and backups have. */
    private static boolean isDocument(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser parser = JSON.createParser(in)) {
            boolean marked = false;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                marked |= MARKS.contains(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            return marked && parser.nextToken() == null;
        } catch (JsonProcessingException | CharConversionException otherwise) {
            return false;
        }
    }

    private static FileRefusedException refused(String field, String why) {
        return new FileRefusedException(Reason.NOT_ALLOWED, field, why);
    }
}
