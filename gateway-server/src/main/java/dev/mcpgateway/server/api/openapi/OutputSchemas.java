package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.OutputField;
import dev.mcpgateway.server.api.OutputRecord;
import dev.mcpgateway.server.api.ShownOnce;
import dev.mcpgateway.server.domain.Attributes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;

/** The schemas of what operations answer. They are closed: a field that is sent and not documented is a mistake. */
final class OutputSchemas {
    private final Components components;
    private final Gaps gaps;

    OutputSchemas(Components components, Gaps gaps) {
        this.components = components;
        this.gaps = gaps;
    }

    ObjectNode of(Type type) {
        Type item = Shapes.item(type);
        if (item != null) {
            return Shapes.array(of(item));
        }
        Type value = Shapes.value(type);
        if (value != null) {
            return Shapes.map(of(value));
        }
        return ofClass((Class<?>) type);
    }

    private ObjectNode ofClass(Class<?> type) {
        if (type == String.class || type == ShownOnce.class) {
            return Shapes.ofType("string");
        } else if (type == boolean.class) {
            return Shapes.ofType("boolean");
        } else if (type == int.class || type == Integer.class) {
            return Shapes.ofType("integer", "int32").put("minimum", 0);
        } else if (type == long.class || type == Long.class) {
            return Shapes.ofType("integer", "int64").put("minimum", 0);
        } else if (type == double.class || type == BigDecimal.class) {
            return Shapes.ofType("number").put("minimum", 0);
        } else if (type == Instant.class) {
            return components.reference(Components.Kind.SCHEMA, WrittenSchemas.TIMESTAMP);
        } else if (type == Attributes.class || type == ObjectNode.class) {
            return Shapes.anyObject();
        } else if (type.isEnum()) {
            return Shapes.choice(type);
        } else if (type.isSealed()) {
            return components.define(Components.Kind.SCHEMA, type.getSimpleName(), oneOf(type));
        } else if (type.isRecord()) {
            OutputRecord output = OutputRecord.of(type);
            return components.define(Components.Kind.SCHEMA, output.schemaName(), object(output));
        }
        throw new IllegalArgumentException("an output cannot hold a " + type.getName());
    }

    private ObjectNode oneOf(Class<?> type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode kinds = schema.putArray("oneOf");
        for (Class<?> kind : type.getPermittedSubclasses()) {
            kinds.add(ofClass(kind));
        }
        return schema;
    }

    private ObjectNode object(OutputRecord output) {
        ObjectNode schema = Shapes.ofType("object");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (OutputField field : output.fields()) {
            properties.set(field.name(), property(output, field));
            if (!field.isOptional()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.set("properties", properties);
        return schema.put("additionalProperties", output.isOpen());
    }

    private ObjectNode property(OutputRecord output, OutputField field) {
        String named = field.doc().schema();
        ObjectNode schema = named != null && field.type() == ObjectNode.class
                ? components.reference(Components.Kind.SCHEMA, named)
                : of(field.type());
        if (field.isNullable()) {
            schema = Shapes.nullable(schema);
        }
        String description = field.doc().description();
        if (description == null) {
            gaps.noDescription(output.schemaName() + "." + field.name());
        }
        return schema.put("description", description);
    }
}
