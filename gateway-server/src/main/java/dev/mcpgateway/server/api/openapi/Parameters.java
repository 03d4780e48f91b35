package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.http.Method;

/** What operations take in their path, their query and their headers. */
final class Parameters {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_LIMIT = 1000;

    private final Components components;
    private final InputSchemas inputs;
    private final InputExamples examples;

    Parameters(Components components, InputSchemas inputs, InputExamples examples) {
        this.components = components;
        this.inputs = inputs;
        this.examples = examples;
    }

    ArrayNode of(Operation<?, ?> operation) {
        ArrayNode parameters = NODES.arrayNode();
        for (InputField field : InputField.of(operation)) {
            if (field.source() == InputField.Source.PATH) {
                parameters.add(parameter(operation, field, "path").put("required", true));
            } else if (field.isInQuery()) {
                parameters.add(parameter(operation, field, "query"));
            }
        }
        if (operation.isList() && operation.method() == Method.GET) {
            parameters.add(limit()).add(cursor());
        }
        if (operation.honoursIfMatch()) {
            parameters.add(ifMatch());
        }
        return parameters;
    }

    /** The parameter that every operation takes. */
    static ObjectNode requestId(Components components) {
        return components.define(
                Components.Kind.PARAMETER,
                "RequestId",
                parameter(
                        "X-Request-Id",
                        "header",
                        "An id for the request, which the answer and the gateway's log then carry.",
                        Shapes.ofType("string"),
                        NODES.textNode("6f1c8a2e-4k")));
    }

    private ObjectNode parameter(Operation<?, ?> operation, InputField field, String in) {
        return parameter(
                field.name(),
                in,
                inputs.description(operation, field),
                inputs.of(field),
                examples.of(operation, field));
    }

    private ObjectNode limit() {
        ObjectNode schema = Shapes.ofType("integer", "int32").put("minimum", 1).put("maximum", MAX_LIMIT);
        return components.define(
                Components.Kind.PARAMETER,
                "Limit",
                parameter(
                        "limit",
                        "query",
                        "How many items at most; the answer then has `next_cursor`. Without it, all items.",
                        schema,
                        NODES.numberNode(100)));
    }

    private ObjectNode cursor() {
        return components.define(
                Components.Kind.PARAMETER,
                "Cursor",
                parameter(
                        "cursor",
                        "query",
                        "Where to go on: the `next_cursor` of the answer before. Goes with `limit`.",
                        Shapes.ofType("string"),
                        NODES.textNode(SuccessResponses.CURSOR)));
    }

    private ObjectNode ifMatch() {
        return components.define(
                Components.Kind.PARAMETER,
                "IfMatch",
                parameter(
                        "If-Match",
                        "header",
                        "The `ETag` of what was read: if it has changed since, nothing is done and the answer is 412.",
                        Shapes.ofType("string"),
                        NODES.textNode("\"12\"")));
    }

    private static ObjectNode parameter(
            String name, String in, String description, ObjectNode schema, JsonNode example) {
        ObjectNode parameter =
                NODES.objectNode().put("name", name).put("in", in).put("description", description);
        parameter.set("schema", schema);
        parameter.set("example", example);
        return parameter;
    }
}
