package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.api.Role;
import dev.mcpgateway.server.http.Method;

/** The answers to what succeeded. */
final class SuccessResponses {
    static final String CURSOR = "MjAyNC0wMS0wMVQxMjowMDowMC4wMDAwMDAga2V5XzI1UlE0RjVaUjNxYTd5RWU";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String JSON = "application/json";

    private final Components components;
    private final OutputSchemas schemas;
    private final OutputExamples examples;

    SuccessResponses(Components components, Gaps gaps) {
        this.components = components;
        this.schemas = new OutputSchemas(components, gaps);
        this.examples = new OutputExamples(gaps);
    }

    ObjectNode of(Operation<?, ?> operation) {
        String contentType = operation.contentType();
        ObjectNode response = NODES.objectNode()
                .put("description", contentType == null ? operation.message() + "." : operation.summary() + ".");
        ObjectNode headers = response.putObject("headers");
        headers.set("X-Request-Id", Headers.REQUEST_ID.in(components));
        if (operation.isTagged()) {
            headers.set("ETag", Headers.ETAG.in(components));
        }
        if (operation.role() != Role.PUBLIC) {
            headers.set("Cache-Control", Headers.CACHE_CONTROL.in(components));
        }
        ObjectNode content = response.putObject("content");
        if (contentType == null) {
            content.set(JSON, envelope(operation));
        } else {
            String mediaType = contentType.split(";", 2)[0];
            content.set(mediaType, mediaType.equals(JSON) ? description() : text());
        }
        return response;
    }

    private ObjectNode envelope(Operation<?, ?> operation) {
        boolean isPaged = operation.isList() && operation.method() == Method.GET;
        ObjectNode schema = Shapes.ofType("object");
        schema.putArray("required").add("message").add("data").add("timestamp");
        ObjectNode properties = schema.putObject("properties");
        properties.set("message", Shapes.ofType("string").put("const", operation.message()));
        properties.set("data", data(operation));
        if (isPaged) {
            properties.set(
                    "next_cursor",
                    Shapes.nullable(Shapes.ofType("string"))
                            .put(
                                    "description",
                                    "Where the next page begins, null on the last; there when `limit` was given."));
        }
        properties.set(
                "timestamp",
                components
                        .reference(Components.Kind.SCHEMA, WrittenSchemas.TIMESTAMP)
                        .put("description", "When the answer was given."));
        schema.put("additionalProperties", false);
        ObjectNode content = NODES.objectNode();
        content.set("schema", schema);
        ObjectNode named = content.putObject("examples");
        examples.of(operation).forEach((name, value) -> named.putObject(name).set("value", value));
        return content;
    }

    private ObjectNode data(Operation<?, ?> operation) {
        if (operation.output() == Operation.None.class) {
            return Shapes.ofType("null");
        }
        ObjectNode one = schemas.of(operation.output());
        return operation.isList() ? Shapes.array(one) : one;
    }

    private static ObjectNode text() {
        ObjectNode content = NODES.objectNode();
        content.set("schema", Shapes.ofType("string"));
        return content.put(
                "example",
                "# HELP mcpgateway_up Whether the gateway runs\n# TYPE mcpgateway_up gauge\nmcpgateway_up 1\n");
    }

    /** This document within itself. */
    private static ObjectNode description() {
        ObjectNode content = NODES.objectNode();
        ObjectNode schema = Shapes.ofType("object");
        schema.putArray("required").add("openapi").add("info").add("paths");
        ObjectNode properties = schema.putObject("properties");
        properties.set("openapi", Shapes.ofType("string").put("description", "The version of OpenAPI."));
        properties.set("info", Shapes.anyObject().put("description", "What the API is."));
        properties.set("paths", Shapes.anyObject().put("description", "The operations, by path and method."));
        content.set("schema", schema);
        ObjectNode example = content.putObject("example").put("openapi", OpenApiDocument.OPENAPI);
        example.putObject("info").put("title", OpenApiDocument.TITLE).put("version", "0.1.0");
        example.putObject("paths");
        return content;
    }
}
