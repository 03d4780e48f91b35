package dev.mcpgateway.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.testing.Exchange;

/** Bodies of requests. */
final class Outgoing {
    private Outgoing() {}

    static String object(String... namesAndValues) {
        ObjectNode node = Exchange.JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return node.toString();
    }

    static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) Exchange.JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(json, malformed);
        }
    }
}
