package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.http.StrictJson;
import dev.mcpgateway.server.store.PrivateAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An MCP client's configuration file, in which one entry is put and everything else stays as it is. */
final class ClientFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern INDENT = Pattern.compile("\\n([ \\t]+)\"");

    /** A client that runs may write its file at the same moment, but not again and again. */
    private static final int ATTEMPTS = 5;

    private final Path path;
    private final String section;
    private final Clock clock;

    /** @param section the member that holds the entries */
    ClientFile(Path path, String section, Clock clock) {
        this.path = path;
        this.section = section;
        this.clock = clock;
    }

    /** The file cannot have an entry put in by a program. */
    static final class NotEditableException extends Exception {
        private static final long serialVersionUID = 1;

        NotEditableException(String reason) {
            super(reason);
        }
    }

    /**
     * What was written.
     *
     * @param file the file itself, where {@code path} is a link to it
     * @param backup the file as it was; null where there was none
     * @param isReplaced whether there was an entry of that name
     */
    record Written(Path file, @Nullable Path backup, boolean isReplaced) {}

    /**
     * Whether there is an entry {@code name}.
     *
     * @throws NotEditableException when the file is not what {@link #put} can edit
     */
    boolean has(String name) throws NotEditableException, IOException {
        return entries(parse(read())).has(name);
    }

    /**
     * Puts {@code entry} in place of the one called {@code name}, or behind all others. The file is replaced as a whole, for the
     * owner alone: an entry may hold a key. A copy of what was there is kept beside it.
     */
    Written put(String name, JsonNode entry) throws NotEditableException, IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path directory = file.getParent();
        if (directory == null) {
            throw new NotEditableException("it has no folder");
        }
        PrivateAccess.createDirectories(directory);
        Path temporary = sibling(file, ".tmp");
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Optional<byte[]> before = read();
                ObjectNode root = parse(before);
                boolean isReplaced = entries(root).has(name);
                root.withObjectProperty(section).set(name, entry);
                Files.deleteIfExists(temporary);
                PrivateAccess.write(temporary, formatted(root, before));
                if (Arrays.equals(before.orElse(null), read().orElse(null))) {
                    Path backup = before.isPresent() ? sibling(file, ".backup-" + TIME.format(clock.instant())) : null;
                    if (backup != null) {
                        PrivateAccess.write(backup, before.get());
                    }
                    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
                    PrivateAccess.forceDirectory(directory);
                    return new Written(file, backup, isReplaced);
                }
            }
        } catch (IOException failure) {
            // It may hold a key.
            deleteQuietly(temporary, failure);
            throw failure;
        }
        Files.deleteIfExists(temporary);
        throw new NotEditableException("another program keeps writing it");
    }

    private static void deleteQuietly(Path file, IOException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException undeletable) {
            failure.addSuppressed(undeletable);
        }
    }

    private Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    private static ObjectNode parse(Optional<byte[]> content) throws NotEditableException, IOException {
        if (content.isEmpty() || new String(content.get(), StandardCharsets.UTF_8).isBlank()) {
            return JsonValues.object();
        }
        try {
            if (StrictJson.mapper().readTree(content.get()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            String where = malformed.getLocation() == null
                    ? ""
                    : " (line " + malformed.getLocation().getLineNr() + ")";
            throw new NotEditableException("it is not plain JSON" + where + "; comments would be lost");
        }
        throw new NotEditableException("it is not a JSON object");
    }

    private ObjectNode entries(ObjectNode root) throws NotEditableException {
        JsonNode entries = root.get(section);
        if (entries == null) {
            return JsonValues.object();
        }
        if (entries instanceof ObjectNode object) {
            return object;
        }
        throw new NotEditableException("its \"" + section + "\" is not a JSON object");
    }

    /** Indented as it was. */
    private static byte[] formatted(ObjectNode root, Optional<byte[]> before) {
        String text =
                before.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        Matcher indent = INDENT.matcher(text);
        return Presentation.json(root, indent.find() ? indent.group(1) : "  ", text.contains("\r\n") ? "\r\n" : "\n");
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
