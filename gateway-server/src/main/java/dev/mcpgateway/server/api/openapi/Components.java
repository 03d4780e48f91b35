package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** The parts of the document that others refer to by name. */
final class Components {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<Kind, Map<String, ObjectNode>> parts = new TreeMap<>();

    /** What a part is; in the order of the document. */
    enum Kind {
        SCHEMA("schemas"),
        RESPONSE("responses"),
        PARAMETER("parameters"),
        HEADER("headers"),
        SECURITY_SCHEME("securitySchemes");

        private final String section;

        Kind(String section) {
            this.section = section;
        }
    }

    /**
     * Adds a part and gives a reference to it.
     *
     * @throws IllegalStateException when another part of its kind has the name
     */
    ObjectNode define(Kind kind, String name, ObjectNode part) {
        ObjectNode earlier = parts.computeIfAbsent(kind, any -> new TreeMap<>()).putIfAbsent(name, part);
        if (earlier != null && !earlier.equals(part)) {
            throw new IllegalStateException("two " + kind.section + " are called " + name);
        }
        return reference(kind, name);
    }

    /** @throws IllegalStateException when there is no such part */
    ObjectNode reference(Kind kind, String name) {
        if (!parts.getOrDefault(kind, Map.of()).containsKey(name)) {
            throw new IllegalStateException("none of the " + kind.section + " is called " + name);
        }
        return NODES.objectNode().put("$ref", "#/components/" + kind.section + "/" + name);
    }

    ObjectNode toJson() {
        ObjectNode json = NODES.objectNode();
        parts.forEach((kind, byName) -> byName.forEach(json.putObject(kind.section)::set));
        return json;
    }
}
