package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tool or prompt comes to: a result, or questions to the client without whose answers there is none. */
sealed interface Outcome {
    record Complete(ObjectNode result) implements Outcome {}

    /**
     * Ask and call again.
     *
     * @param questions by name, each with {@code method} and {@code params}
     * @param state what comes back with the answers, unchanged
     */
    record InputRequired(
            Map<String, ObjectNode> questions, @Nullable String state) implements Outcome {}

    /** The result that {@code json} is. */
    static Outcome json(String json) {
        return new Complete(Json.object(json));
    }

    static Outcome text(String text) {
        ObjectNode result = JsonRpc.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return new Complete(result);
    }

    static Outcome failure(String text) {
        ObjectNode result = JsonRpc.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return new Complete(result.put("isError", true));
    }

    static Outcome ask(String name, ObjectNode question) {
        return new InputRequired(Map.of(name, question), null);
    }

    static Outcome ask(String name, ObjectNode question, String state) {
        return new InputRequired(Map.of(name, question), state);
    }
}
