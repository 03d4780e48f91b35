package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between Jackson's trees and the plain values of {@link Attributes}; numbers keep every digit. */
public final class JsonValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static Attributes attributes(ObjectNode node) {
        return Attributes.of(map(node));
    }

    public static ObjectNode node(Attributes attributes) {
        return (ObjectNode) node((Object) attributes.asMap());
    }

    /** Adds those of {@code members} that {@code node} does not have: what was interpreted wins over what was kept. */
    static void addMissing(ObjectNode node, Attributes members) {
        node(members).properties().forEach(member -> {
            if (!node.has(member.getKey())) {
                node.set(member.getKey(), member.getValue());
            }
        });
    }

    /** The plain value of {@code node}. */
    public static @Nullable Object value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return map(object);
        }
        if (node instanceof ArrayNode array) {
            List<@Nullable Object> list = new ArrayList<>(array.size());
            array.forEach(item -> list.add(value(item)));
            return list;
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.numberValue();
    }

    /** The tree of a plain value as {@link Attributes} holds it. */
    public static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, member) -> object.set((String) name, node(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode(list.size());
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        return number(value);
    }

    private static JsonNode number(Object value) {
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        throw new IllegalArgumentException("not a JSON-like value: " + value.getClass());
    }

    private static Map<String, @Nullable Object> map(ObjectNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), value(member.getValue())));
        return map;
    }
}
