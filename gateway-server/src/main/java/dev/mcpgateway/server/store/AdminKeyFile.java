package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.store.JournalEntry.Commit;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The admin key of a configuration file and its journal, read without the lock: a running server may hold it, and may put
 * another file and another journal there at any moment.
 */
public final class AdminKeyFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIELD = "admin_apikey";
    private static final int ATTEMPTS = 10;

    private final Disk disk;
    private final StoreLocation location;

    private AdminKeyFile(Disk disk, StoreLocation location) {
        this.disk = disk;
        this.location = location;
    }

    /**
     * The admin key that is in force: that of the last commit that set one, else the file's. Empty where it is not a string
     * or blank.
     *
     * @throws StoreOpenException when there is no such file, or it is not JSON
     */
    public static Optional<Secret> read(Path file) throws StoreOpenException {
        return read(new LocalDisk(), StoreLocation.of(file));
    }

    static Optional<Secret> read(Disk disk, StoreLocation location) throws StoreOpenException {
        return new AdminKeyFile(disk, location).read();
    }

    /** What a file or a commit says about the admin key; that there is none is said, too. */
    private record Said(@Nullable Secret key) {}

    private record FileContent(Said said, String sha256) {}

    private Optional<Secret> read() throws StoreOpenException {
        try {
            for (int attempt = 1; ; attempt++) {
                FileContent file = file();
                Said said = disk.stamp(location.journal()) == null ? file.said() : withCommits(file);
                if (said != null) {
                    return Optional.ofNullable(said.key()).filter(key -> !key.isBlank());
                }
                if (attempt == ATTEMPTS) {
                    // No file that the journal knows: somebody has edited it, and it is about to be taken over.
                    return Optional.ofNullable(file.said().key()).filter(key -> !key.isBlank());
                }
            }
        } catch (NoSuchFileException missing) {
            throw new StoreOpenException(
                    Reason.NOT_WRITABLE, location + " does not exist: 'secure-mcp-gateway start' makes it");
        } catch (JsonProcessingException malformed) {
            throw new StoreOpenException(Reason.BAD_FILE, location + " is not valid JSON");
        } catch (IOException unreadable) {
            throw new StoreOpenException(Reason.NOT_WRITABLE, location + " cannot be read", unreadable);
        }
    }

    private FileContent file() throws IOException, StoreOpenException {
        MessageDigest digest = ConfigFile.sha256();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(disk.read(location.file())), digest);
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StoreOpenException(Reason.BAD_FILE, location + " is not a JSON object");
            }
            Said said = adminKey(parser);
            parser.releaseBuffered(OutputStream.nullOutputStream());
            in.transferTo(OutputStream.nullOutputStream());
            return new FileContent(said, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** What holds after the journal's commits; null where the journal does not continue {@code file}. */
    private @Nullable Said withCommits(FileContent file) throws IOException {
        try {
            JournalScan scan = JournalScan.of(disk, location.journal());
            Optional<FileVersion> version = scan.withHash(file.sha256());
            if (version.isEmpty()) {
                return null;
            }
            Said said = file.said();
            try (JournalReader reader = new JournalReader(disk.read(location.journal()))) {
                for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                    if (entry instanceof Commit commit
                            && commit.seq() > version.get().seq()) {
                        said = latest(commit, said);
                    }
                }
            }
            return said;
        } catch (NoSuchFileException | DamagedJournalException replacedMeanwhile) {
            return null;
        }
    }

    /** What holds after {@code commit}: its JSON is a list of changes, of which those of the settings have a document. */
    private static Said latest(Commit commit, Said before) throws IOException {
        Said said = before;
        try (JsonParser parser = JSON.createParser(commit.bytes(), commit.offset(), commit.length())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                boolean isDocument = false;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (name.equals(ChangeCodec.CHANGE)) {
                        isDocument = ChangeCodec.DOCUMENTS.contains(parser.getText());
                    } else if (isDocument && name.equals(ChangeCodec.VALUE)) {
                        said = adminKey(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        return said;
    }

    /** What the document says that {@code parser} is at the start of; read to its end. */
    private static Said adminKey(JsonParser parser) throws IOException {
        Said said = new Said(null);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isKey = parser.currentName().equals(FIELD);
            if (parser.nextToken() == JsonToken.VALUE_STRING && isKey) {
                said = new Said(Secret.of(parser.getText()));
            }
            parser.skipChildren();
        }
        return said;
    }
}
