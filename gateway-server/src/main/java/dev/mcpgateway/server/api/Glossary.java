package dev.mcpgateway.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each field name of the API means, said once for all operations, in {@code glossary.json}. A component whose meaning is
 * another says so with {@link Doc}.
 */
final class Glossary {
    private static final String RESOURCE = "glossary.json";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Map<String, FieldDoc> ENTRIES = entries();

    private Glossary() {}

    /** What is said of {@code component}, which the wire calls {@code name}. */
    static FieldDoc of(RecordComponent component, String name) {
        FieldDoc usual = ENTRIES.getOrDefault(name, FieldDoc.NONE);
        Doc special = component.getAnnotation(Doc.class);
        return special == null ? usual : merged(component, special, usual);
    }

    /** The fields that it describes, as the wire has them. */
    static Set<String> names() {
        return ENTRIES.keySet();
    }

    private static FieldDoc merged(RecordComponent component, Doc special, FieldDoc usual) {
        return new FieldDoc(
                special.value().isEmpty() ? usual.description() : special.value(),
                special.example().isEmpty() ? usual.example() : parse(component, special.example()),
                special.schema().isEmpty() ? usual.schema() : special.schema(),
                special.isShown());
    }

    private static JsonNode parse(RecordComponent component, String example) {
        try {
            return MAPPER.readTree(example);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(
                    "the example of " + component.getDeclaringRecord().getName() + "." + component.getName()
                            + " is not JSON",
                    malformed);
        }
    }

    private static Map<String, FieldDoc> entries() {
        Map<String, FieldDoc> entries = new HashMap<>();
        read().properties()
                .forEach(entry -> entries.put(
                        entry.getKey(),
                        new FieldDoc(
                                text(entry.getValue(), "description"),
                                entry.getValue().get("example"),
                                text(entry.getValue(), "schema"),
                                true)));
        return Map.copyOf(entries);
    }

    private static @Nullable String text(JsonNode entry, String name) {
        JsonNode text = entry.get(name);
        return text == null ? null : text.textValue();
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Glossary.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return MAPPER.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
