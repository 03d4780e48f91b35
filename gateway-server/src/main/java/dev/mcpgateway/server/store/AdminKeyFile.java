package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The admin key in a configuration file, read without the lock: a running server may hold it. */
public final class AdminKeyFile {
    private static final JsonMapper JSON = new JsonMapper();

    private AdminKeyFile() {}

    /**
     * The file's {@code admin_apikey}; empty where it is not a string or blank. The rest of the file is not read.
     *
     * @throws StoreOpenException when there is no such file, or it is not JSON
     */
    public static Optional<Secret> read(Path file) throws StoreOpenException {
        if (!Files.exists(file)) {
            throw new StoreOpenException(
                    Reason.NOT_WRITABLE, file + " does not exist: 'secure-mcp-gateway start' makes it");
        }
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new StoreOpenException(Reason.BAD_FILE, file + " is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isKey = parser.currentName().equals("admin_apikey");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isKey) {
                    return Optional.of(Secret.of(parser.getText())).filter(key -> !key.isBlank());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JsonProcessingException malformed) {
            throw new StoreOpenException(Reason.BAD_FILE, file + " is not valid JSON");
        } catch (IOException unreadable) {
            throw new StoreOpenException(Reason.NOT_WRITABLE, file + " cannot be read", unreadable);
        }
    }
}
