package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.InvalidFieldException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The inputs of operations that take nothing but what their path names. */
final class References {
    private References() {}

    record ConfigReference(String configIdentifier) {}

    record ConfigView(
            String configIdentifier, @Query @Nullable Boolean reveal) {}

    record ServerReference(String configIdentifier, String serverName) {}

    record ServerView(
            String configIdentifier,
            String serverName,
            @Query @Nullable Boolean reveal) {}

    record ProjectReference(String projectIdentifier) {}

    record ProjectConfigView(
            String projectIdentifier, @Query @Nullable Boolean reveal) {}

    record UserReference(String userIdentifier) {}

    record KeyReference(
            @Doc(
                    value = "The API key: its id, or the key itself. A mask finds nothing.",
                    example = "\"key_25RQ4F5ZR3qa7yEe\"")
            String apiKey) {}

    record Search(@Required String searchTerm) {}

    /** Whether {@code text} has {@code term} in it, without regard to case. */
    static boolean contains(String text, String term) {
        return text.toLowerCase(Locale.ROOT).contains(term.toLowerCase(Locale.ROOT));
    }

    /**
     * The one of two references that was given; of both the second, which is an id.
     *
     * @throws InvalidFieldException when neither was
     */
    static String oneOf(String nameField, @Nullable String name, String idField, @Nullable String id) {
        if (id != null) {
            return id;
        }
        if (name != null) {
            return name;
        }
        throw new InvalidFieldException(nameField, "is required where " + idField + " is not given");
    }
}
