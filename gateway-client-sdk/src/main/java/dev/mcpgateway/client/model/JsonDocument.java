package dev.mcpgateway.client.model;

import dev.mcpgateway.client.internal.CompactJson;
import dev.mcpgateway.client.internal.JsonWriter;
import dev.mcpgateway.client.internal.PlainJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is passed on as it is: a backup, an exported configuration, settings whose fields are not the client's concern. It may
 * hold secrets, and {@link #toString()} shows none of it.
 *
 * <pre>{@code
 * Files.writeString(path, client.backup().json());
 * client.restore(JsonDocument.parse(Files.readString(path)));
 * }</pre>
 */
public final class JsonDocument {
    private final String json;

    private JsonDocument(String json) {
        this.json = json;
    }

    /**
     * The document that {@code json} holds.
     *
     * @throws IllegalArgumentException if it is no JSON object; the message does not quote it
     */
    public static JsonDocument parse(String json) {
        return new JsonDocument(CompactJson.object(json));
    }

    /**
     * The document with these members.
     *
     * @param members maps, lists, strings, numbers, booleans and nulls
     * @throws IllegalArgumentException for another kind of value
     */
    public static JsonDocument of(Map<String, ? extends @Nullable Object> members) {
        requireJson(members);
        return new JsonDocument(JsonWriter.text(members));
    }

    private static void requireJson(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String)) {
                    throw new IllegalArgumentException("a document's members have strings as names");
                }
                requireJson(entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            list.forEach(JsonDocument::requireJson);
        } else if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new IllegalArgumentException("a document holds no number that is infinite or none");
            }
        } else if (value != null && !isLeaf(value)) {
            throw new IllegalArgumentException(
                    "a document holds maps, lists, strings, numbers, booleans and nulls, and no "
                            + value.getClass().getSimpleName());
        }
    }

    private static boolean isLeaf(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    /** The document as compact JSON text. */
    public String json() {
        return json;
    }

    /** The document as maps, lists, strings, numbers, booleans and nulls; a number with a fraction is a {@link BigDecimal}. */
    public Map<String, @Nullable Object> toMap() {
        try {
            return PlainJson.members(json);
        } catch (IOException impossible) {
            throw new IllegalStateException("the text was JSON when the document was made");
        }
    }

    /** Whether both have the same members in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonDocument that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The length alone. */
    @Override
    public String toString() {
        return "JsonDocument[" + json.length() + " characters]";
    }
}
