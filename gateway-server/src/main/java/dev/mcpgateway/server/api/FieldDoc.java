package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a field to those who read about the API.
 *
 * @param description one or more sentences; null where nobody has written any
 * @param example a value that a real gateway might have there; null where it follows from the type, or is missing
 * @param schema the name of the schema of an object whose members no record lists
 * @param isShown whether examples show the field
 */
public record FieldDoc(
        @Nullable String description,
        @Nullable JsonNode example,
        @Nullable String schema,
        boolean isShown) {
    static final FieldDoc NONE = new FieldDoc(null, null, null, true);
}
