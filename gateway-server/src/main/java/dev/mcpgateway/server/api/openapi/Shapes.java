package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small schemas that larger ones are made of (JSON Schema 2020-12). */
final class Shapes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Shapes() {}

    static ObjectNode ofType(String type) {
        return NODES.objectNode().put("type", type);
    }

    static ObjectNode ofType(String type, String format) {
        return ofType(type).put("format", format);
    }

    /** An object whose members may be anything. */
    static ObjectNode anyObject() {
        return ofType("object").put("additionalProperties", true);
    }

    static ObjectNode map(ObjectNode value) {
        return ofType("object").set("additionalProperties", value);
    }

    static ObjectNode array(ObjectNode item) {
        return ofType("array").set("items", item);
    }

    /** One of the constants of an enum, as the wire has them. */
    static ObjectNode choice(Class<?> type) {
        ObjectNode schema = ofType("string");
        ArrayNode names = schema.putArray("enum");
        wireNames(type).forEach(names::add);
        return schema;
    }

    static List<String> wireNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What {@code schema} allows, or null. */
    static ObjectNode nullable(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type == null) {
            ObjectNode either = NODES.objectNode();
            either.putArray("anyOf").add(schema).add(ofType("null"));
            return either;
        }
        schema.putArray("type").add(type).add("null");
        if (schema.get("enum") instanceof ArrayNode names) {
            names.addNull();
        }
        return schema;
    }

    /** The type of the items, where {@code type} is a list. */
    static @Nullable Type item(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : null;
    }

    /** The type of the values, where {@code type} is a map. */
    static @Nullable Type value(Type type) {
        return type instanceof ParameterizedType map && map.getRawType() == Map.class
                ? map.getActualTypeArguments()[1]
                : null;
    }
}
