package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.OpenEnum;
import dev.mcpgateway.client.model.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what requests hold: maps, collections, strings, numbers, booleans, nulls and the client's own types. Of anything else it says the class
 * alone, because a value may be a secret.
 */
public final class JsonWriter {
    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /**
     * An object with these members, in UTF-8.
     *
     * @throws IllegalArgumentException if one is nothing that JSON can hold
     */
    static byte[] bytes(Map<String, ? extends @Nullable Object> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = Json.generator(bytes)) {
            new JsonWriter(generator).object(members);
        } catch (IOException unwritable) {
            throw unwritable();
        }
        return bytes.toByteArray();
    }

    /**
     * An object with these members, as text.
     *
     * @throws IllegalArgumentException if one is nothing that JSON can hold
     */
    public static String text(Map<String, ? extends @Nullable Object> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = Json.generator(text)) {
            new JsonWriter(generator).object(members);
        } catch (IOException unwritable) {
            throw unwritable();
        }
        return text.toString();
    }

    private void object(Map<?, ?> members) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("a member of an object has a name that is no string");
            }
            generator.writeFieldName(name);
            value(member.getValue());
        }
        generator.writeEndObject();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Number number) {
            generator.writeNumber(decimal(number));
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Secret secret) {
            generator.writeString(secret.reveal());
        } else if (value instanceof OpenEnum word) {
            generator.writeString(word.value());
        } else if (value instanceof Instant instant) {
            generator.writeString(instant.toString());
        } else if (value instanceof JsonDocument document) {
            generator.writeRawValue(document.json());
        } else if (value instanceof RequestBody request) {
            object(request.fields());
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Collection<?> items) {
            array(items);
        } else {
            throw new IllegalArgumentException("a request has a value that JSON cannot hold, a "
                    + value.getClass().getSimpleName());
        }
    }

    private void array(Collection<?> items) throws IOException {
        generator.writeStartArray();
        for (Object item : items) {
            value(item);
        }
        generator.writeEndArray();
    }

    /** Any kind of number by its digits; not a number and infinity have none. */
    private static BigDecimal decimal(Number number) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException noDigits) {
            throw unwritable();
        }
    }

    /** Jackson's message may quote a value. */
    private static IllegalArgumentException unwritable() {
        return new IllegalArgumentException("a request has a value that JSON cannot hold");
    }
}
