package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The schemas of objects whose members no record lists, as they are in {@code schemas.json}: policies and documents. */
final class WrittenSchemas {
    static final String TIMESTAMP = "Timestamp";

    private static final String RESOURCE = "schemas.json";

    private WrittenSchemas() {}

    static void defineIn(Components components) {
        read().properties()
                .forEach(schema ->
                        components.define(Components.Kind.SCHEMA, schema.getKey(), (ObjectNode) schema.getValue()));
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(WrittenSchemas.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new JsonMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
