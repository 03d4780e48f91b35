package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.document.JsonValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** A request to a gateway, being put together. */
final class GatewayCall {
    private final Operation<?, ?> operation;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final ObjectNode body = JsonValues.object();

    GatewayCall(Operation<?, ?> operation) {
        this.operation = operation;
    }

    Operation<?, ?> operation() {
        return operation;
    }

    String method() {
        return operation.method().name();
    }

    /** Gives {@code field} a value, where a request of this operation has it. */
    void put(InputField field, JsonNode value) {
        switch (field.source()) {
            case PATH -> path.put(field.name(), value.asText());
            case QUERY -> query.put(field.name(), value.asText());
            case BODY, QUERY_OR_BODY -> body.set(field.name(), value);
        }
    }

    void query(String name, String value) {
        query.put(name, value);
    }

    /** Path and query. */
    String target() {
        String target = operation.path().text();
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            target = target.replace("{" + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        if (query.isEmpty()) {
            return target;
        }
        StringJoiner parameters = new StringJoiner("&", "?", "");
        query.forEach((name, value) -> parameters.add(name + "=" + encoded(value)));
        return target + parameters;
    }

    /** The body as JSON; empty where there is nothing to say. */
    byte[] body() {
        return body.isEmpty() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
