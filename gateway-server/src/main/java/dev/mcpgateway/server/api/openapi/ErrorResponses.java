package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.ErrorCode;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.Role;
import dev.mcpgateway.server.http.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answers to failures: an operation's own, and those that every operation of its kind may give. */
final class ErrorResponses {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ERROR = "Error";
    private static final String CODE = "ErrorCode";

    private final Components components;

    ErrorResponses(Components components) {
        this.components = components;
        components.define(Components.Kind.SCHEMA, CODE, codes());
        components.define(Components.Kind.SCHEMA, ERROR, error());
    }

    /** A reference to the response for every status, which all codes of that status share. */
    Map<Integer, ObjectNode> of(Operation<?, ?> operation) {
        Map<Integer, ObjectNode> responses = new TreeMap<>();
        byStatus(operation).forEach((status, codes) -> responses.put(status, reference(status, codes)));
        return responses;
    }

    private static Map<Integer, Set<ErrorCode>> byStatus(Operation<?, ?> operation) {
        Set<ErrorCode> codes = EnumSet.of(ErrorCode.INVALID_REQUEST, ErrorCode.INTERNAL_ERROR);
        codes.addAll(operation.errors());
        if (operation.role() != Role.PUBLIC) {
            codes.addAll(List.of(
                    ErrorCode.AUTH_INVALID_CREDENTIALS,
                    ErrorCode.AUTH_FORBIDDEN,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.OVERLOADED,
                    ErrorCode.SHUTTING_DOWN));
        }
        if (operation.method() != Method.GET) {
            codes.addAll(List.of(
                    ErrorCode.INVALID_JSON,
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode.STORAGE_FAILED));
        }
        Map<Integer, Set<ErrorCode>> byStatus = new TreeMap<>();
        codes.forEach(code -> with(byStatus, code.status(), code));
        if (operation.role() != Role.PUBLIC) {
            // While the file has no admin key, the one that is presented is not what is wrong.
            with(byStatus, ErrorCode.INTERNAL_ERROR.status(), ErrorCode.AUTH_INVALID_CREDENTIALS);
        }
        return byStatus;
    }

    private static void with(Map<Integer, Set<ErrorCode>> byStatus, int status, ErrorCode code) {
        byStatus.computeIfAbsent(status, any -> EnumSet.noneOf(ErrorCode.class)).add(code);
    }

    private ObjectNode reference(int status, Set<ErrorCode> codes) {
        String name = codes.stream().map(ErrorResponses::camelCase).collect(Collectors.joining("Or"));
        return components.define(Components.Kind.RESPONSE, name, response(status, codes));
    }

    private ObjectNode response(int status, Set<ErrorCode> codes) {
        ObjectNode response = NODES.objectNode().put("description", description(codes));
        ObjectNode headers = response.putObject("headers");
        headers.set("X-Request-Id", Headers.REQUEST_ID.in(components));
        if (status == ErrorCode.AUTH_INVALID_CREDENTIALS.status()) {
            headers.set("WWW-Authenticate", Headers.WWW_AUTHENTICATE.in(components));
        } else if (codes.contains(ErrorCode.OVERLOADED) || codes.contains(ErrorCode.RATE_LIMITED)) {
            headers.set("Retry-After", Headers.RETRY_AFTER.in(components));
        }
        ObjectNode content = response.putObject("content").putObject("application/json");
        content.set("schema", schema(codes));
        ObjectNode examples = content.putObject("examples");
        codes.forEach(code -> ErrorExample.of(code, status).forEach(example -> examples.putObject(example.name())
                .put("summary", code.meaning())
                .set("value", example.body(code))));
        return response;
    }

    private static String description(Set<ErrorCode> codes) {
        if (codes.size() == 1) {
            return codes.iterator().next().meaning() + ".";
        }
        return codes.stream()
                .map(code -> "- `" + code.name() + "`: " + code.meaning() + ".")
                .collect(Collectors.joining("\n"));
    }

    /** The shape of all errors with the codes that this response may have. */
    private ObjectNode schema(Set<ErrorCode> codes) {
        ObjectNode narrowed = NODES.objectNode();
        ArrayNode names = narrowed.putObject("properties").putObject("error").putArray("enum");
        codes.forEach(code -> names.add(code.name()));
        ObjectNode schema = NODES.objectNode();
        schema.putArray("allOf")
                .add(components.reference(Components.Kind.SCHEMA, ERROR))
                .add(narrowed);
        return schema;
    }

    private static ObjectNode codes() {
        ObjectNode schema = Shapes.ofType("string");
        ArrayNode names = schema.putArray("enum");
        Arrays.stream(ErrorCode.values()).forEach(code -> names.add(code.name()));
        return schema.put(
                "description",
                "What failed, for programs. Later versions may have codes that are not listed here:\n"
                        + description(EnumSet.allOf(ErrorCode.class)));
    }

    private ObjectNode error() {
        ObjectNode schema = Shapes.ofType("object");
        schema.putArray("required").add("error").add("detail").add("timestamp");
        ObjectNode properties = schema.putObject("properties");
        properties.set("error", components.reference(Components.Kind.SCHEMA, CODE));
        properties.set("detail", Shapes.ofType("string").put("description", "What failed, for people."));
        properties.set(
                "request_id",
                Shapes.ofType("string")
                        .put("description", "The request's id, as in `X-Request-Id` and the gateway's log."));
        properties.set(
                "errors", Shapes.array(problem()).put("description", "Each field that is at fault, where fields are."));
        properties.set(
                "timestamp",
                components
                        .reference(Components.Kind.SCHEMA, WrittenSchemas.TIMESTAMP)
                        .put("description", "When the answer was given."));
        return schema.put("additionalProperties", false);
    }

    private ObjectNode problem() {
        ObjectNode schema = Shapes.ofType("object");
        schema.putArray("required").add("field").add("message");
        ObjectNode properties = schema.putObject("properties");
        properties.set(
                "field",
                Shapes.ofType("string").put("description", "The field's path from the body's root, as in `args[2]`."));
        properties.set("message", Shapes.ofType("string").put("description", "What is wrong with it."));
        return components.define(Components.Kind.SCHEMA, "FieldProblem", schema.put("additionalProperties", false));
    }

    private static String camelCase(ErrorCode code) {
        return Arrays.stream(code.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
