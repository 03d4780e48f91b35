package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.Role;
import dev.mcpgateway.server.http.Method;
import java.util.List;

/** One operation as an Operation Object of OpenAPI (3.1.0, section 4.8.10). */
final class OperationWriter {
    static final String ADMIN_KEY = "adminKey";
    static final String USER_KEY = "userKey";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String COMMAND = "secure-mcp-gateway ";

    private final InputSchemas inputs;
    private final InputExamples inputExamples;
    private final Parameters parameters;
    private final SuccessResponses successes;
    private final ErrorResponses errors;

    OperationWriter(Components components, Gaps gaps) {
        this.inputs = new InputSchemas(components, gaps);
        this.inputExamples = new InputExamples(gaps);
        this.parameters = new Parameters(components, inputs, inputExamples);
        this.successes = new SuccessResponses(components, gaps);
        this.errors = new ErrorResponses(components);
    }

    ObjectNode write(Operation<?, ?> operation) {
        ObjectNode node = NODES.objectNode();
        node.putArray("tags").add(operation.tag().title());
        node.put("operationId", operation.id());
        node.put("summary", operation.summary());
        node.put("description", description(operation));
        node.set("security", security(operation));
        ArrayNode parameterList = parameters.of(operation);
        if (!parameterList.isEmpty()) {
            node.set("parameters", parameterList);
        }
        List<InputField> body = operation.method() == Method.GET
                ? List.of()
                : InputField.of(operation).stream().filter(InputField::isInBody).toList();
        if (!body.isEmpty()) {
            node.set("requestBody", requestBody(operation, body));
        }
        ObjectNode responses = node.putObject("responses");
        responses.set(Integer.toString(operation.successStatus()), successes.of(operation));
        errors.of(operation).forEach((status, response) -> responses.set(Integer.toString(status), response));
        return node;
    }

    private static String description(Operation<?, ?> operation) {
        return operation.command().isEmpty()
                ? operation.description()
                : operation.description() + "\n\nOn the command line: `" + COMMAND
                        + String.join(" ", operation.command()) + "`.";
    }

    private static ArrayNode security(Operation<?, ?> operation) {
        ArrayNode security = NODES.arrayNode();
        if (operation.role() == Role.ADMIN) {
            security.addObject().putArray(ADMIN_KEY);
        }
        if (operation.isForUserKeys()) {
            security.addObject().putArray(USER_KEY);
        }
        return security;
    }

    private ObjectNode requestBody(Operation<?, ?> operation, List<InputField> fields) {
        ObjectNode body = NODES.objectNode();
        body.put("required", fields.stream().anyMatch(InputField::isRequired));
        ObjectNode content = body.putObject("content").putObject("application/json");
        content.set("schema", inputs.body(operation, fields));
        content.set("examples", inputExamples.of(operation, fields));
        return body;
    }
}
