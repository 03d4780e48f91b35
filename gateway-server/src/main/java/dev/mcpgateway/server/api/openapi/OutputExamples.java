package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.OutputField;
import dev.mcpgateway.server.api.OutputRecord;
import dev.mcpgateway.server.api.ShownOnce;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples of answers, put together from those of their fields. */
final class OutputExamples {
    /** The moment that all examples are of. */
    static final String MOMENT = "2024-01-01T12:00:00.000000";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Gaps gaps;

    OutputExamples(Gaps gaps) {
        this.gaps = gaps;
    }

    /** Whole answers by a name for each: one, or one of every kind that there may be. */
    Map<String, ObjectNode> of(Operation<?, ?> operation) {
        Map<String, ObjectNode> examples = new LinkedHashMap<>();
        Class<?> output = operation.output();
        if (output.isSealed()) {
            for (Class<?> kind : output.getPermittedSubclasses()) {
                examples.put(
                        kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                        envelope(operation, of(kind)));
            }
        } else {
            examples.put("success", envelope(operation, of(output)));
        }
        return examples;
    }

    private static ObjectNode envelope(Operation<?, ?> operation, JsonNode data) {
        ObjectNode envelope = NODES.objectNode().put("message", operation.message());
        envelope.set("data", operation.isList() ? NODES.arrayNode().add(data) : data);
        return envelope.put("timestamp", MOMENT);
    }

    private JsonNode of(Class<?> type) {
        return type == Operation.None.class ? NullNode.getInstance() : object(OutputRecord.of(type));
    }

    private ObjectNode object(OutputRecord output) {
        ObjectNode example = NODES.objectNode();
        for (OutputField field : output.fields()) {
            if (field.doc().isShown()) {
                example.set(field.name(), of(output, field));
            }
        }
        return example;
    }

    private JsonNode of(OutputRecord output, OutputField field) {
        JsonNode given = field.doc().example();
        JsonNode assembled = given instanceof NullNode ? given : assembled(field.type());
        if (assembled != null) {
            return assembled;
        } else if (given != null) {
            return given;
        }
        JsonNode usual = ofType(field.type());
        if (usual == null) {
            gaps.noExample(output.schemaName() + "." + field.name());
            return NullNode.getInstance();
        }
        return usual;
    }

    /** What records hold follows from their fields: the same name is a record here and a number there. */
    private @Nullable JsonNode assembled(Type type) {
        Type item = Shapes.item(type);
        if (item != null) {
            JsonNode one = assembled(item);
            return one == null ? null : NODES.arrayNode().add(one);
        } else if (type instanceof Class<?> sealed && sealed.isSealed()) {
            return assembled(sealed.getPermittedSubclasses()[0]);
        } else if (type instanceof Class<?> nested && nested.isRecord() && nested != ShownOnce.class) {
            return object(OutputRecord.of(nested));
        }
        return null;
    }

    /** What is as good as any other value of the type. */
    private static @Nullable JsonNode ofType(Type type) {
        if (type == Instant.class) {
            return NODES.textNode(MOMENT);
        } else if (type instanceof Class<?> choice && choice.isEnum()) {
            return NODES.textNode(Shapes.wireNames(choice).get(0));
        }
        return null;
    }
}
