package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Secret;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The schemas of what operations take. They are open but where the operation refuses what it does not know. */
final class InputSchemas {
    private final Components components;
    private final Gaps gaps;

    InputSchemas(Components components, Gaps gaps) {
        this.components = components;
        this.gaps = gaps;
    }

    /** The schema of the body, which has {@code fields}. */
    ObjectNode body(Operation<?, ?> operation, List<InputField> fields) {
        ObjectNode schema = Shapes.ofType("object");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (InputField field : fields) {
            ObjectNode property = field.isRequired() ? of(field) : Shapes.nullable(of(field));
            properties.set(field.name(), property.put("description", description(operation, field)));
            if (field.isRequired()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.set("properties", properties);
        if (operation.isStrict()) {
            schema.put("additionalProperties", false);
        }
        return components.define(Components.Kind.SCHEMA, operation.input().getSimpleName() + "Request", schema);
    }

    /** The schema of a parameter, or of a field's value where it is given. */
    ObjectNode of(InputField field) {
        String named = field.doc().schema();
        return named == null ? of(field.type()) : components.reference(Components.Kind.SCHEMA, named);
    }

    String description(Operation<?, ?> operation, InputField field) {
        String description = field.doc().description();
        if (description == null) {
            gaps.noDescription(operation.id() + "." + field.name());
            return "";
        }
        return description;
    }

    private static ObjectNode of(Type type) {
        Type item = Shapes.item(type);
        if (item != null) {
            return Shapes.array(of(item));
        }
        Type value = Shapes.value(type);
        if (value != null) {
            return Shapes.map(of(value));
        }
        if (type == String.class) {
            return Shapes.ofType("string");
        } else if (type == Secret.class) {
            return Shapes.ofType("string", "password");
        } else if (type == Boolean.class) {
            return Shapes.ofType("boolean");
        } else if (type == Long.class) {
            return Shapes.ofType("integer", "int64");
        } else if (type == BigDecimal.class) {
            return Shapes.ofType("number");
        } else if (type == Instant.class) {
            return Shapes.ofType("string");
        } else if (type == Attributes.class || type == ObjectNode.class) {
            return Shapes.anyObject();
        } else if (type instanceof Class<?> choice && choice.isEnum()) {
            return Shapes.choice(choice);
        }
        throw new IllegalArgumentException("an input cannot hold a " + type.getTypeName());
    }
}
