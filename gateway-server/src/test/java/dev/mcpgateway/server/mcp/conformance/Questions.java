package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;

/** What a server can ask a client. */
final class Questions {
    private Questions() {}

    /** Asks the user for what {@code schema} describes. */
    static ObjectNode elicitation(String message, String schema) {
        ObjectNode question = JsonRpc.object().put("method", "elicitation/create");
        question.putObject("params").put("message", message).set("requestedSchema", Json.object(schema));
        return question;
    }

    /** Asks the user for one value, which is required. */
    static ObjectNode elicitation(String message, String name, String type) {
        return elicitation(message, """
                {"type": "object", "properties": {"%s": {"type": "%s"}}, "required": ["%s"]}""".formatted(name, type, name));
    }

    static ObjectNode sampling(String prompt, int maxTokens) {
        ObjectNode question = Json.object("""
                {"method": "sampling/createMessage",
                 "params": {"messages": [{"role": "user", "content": {"type": "text"}}]}}""");
        ((ObjectNode) question.at("/params/messages/0/content")).put("text", prompt);
        ((ObjectNode) question.path("params")).put("maxTokens", maxTokens);
        return question;
    }

    static ObjectNode roots() {
        return Json.object("""
                {"method": "roots/list", "params": {}}""");
    }

    /** The capability that a client must have to be asked {@code question}. */
    static String capability(ObjectNode question) {
        String method = question.path("method").asText();
        return method.substring(0, method.indexOf('/'));
    }
}
