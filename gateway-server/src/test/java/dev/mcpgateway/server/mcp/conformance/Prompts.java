package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;

/** The prompts. */
final class Prompts {
    private Prompts() {}

    static List<Entry> all() {
        return List.of(
                Entry.prompt(
                        "test_simple_prompt",
                        "A simple prompt",
                        call -> messages(text("This is a simple prompt for testing."))),
                Entry.prompt(
                        "test_prompt_with_arguments",
                        "A prompt with two arguments",
                        call -> messages(text("Prompt with arguments: arg1='%s', arg2='%s'"
                                .formatted(call.argument("arg1"), call.argument("arg2")))),
                        "arg1",
                        "arg2"),
                Entry.prompt(
                        "test_prompt_with_embedded_resource",
                        "A prompt with a resource in it",
                        call -> messages(
                                resource(call.argument("resourceUri")),
                                text("Please process the embedded resource above.")),
                        "resourceUri"),
                Entry.prompt(
                        "test_prompt_with_image",
                        "A prompt with an image",
                        call -> messages(
                                Json.object("""
                        {"type": "image", "data": "%s", "mimeType": "image/png"}""".formatted(Samples.PNG)), text("Please analyze the image above."))),
                Entry.prompt(
                        "test_input_required_result_prompt", "A prompt that asks the user first", call -> call.response(
                                        "user_context")
                                .map(answer -> messages(text("Context: "
                                        + answer.at("/content/context").asText())))
                                .orElseGet(() -> Outcome.ask(
                                        "user_context",
                                        Questions.elicitation(
                                                "What context should the prompt use?", "context", "string")))));
    }

    private static Outcome messages(ObjectNode... contents) {
        ObjectNode result = JsonRpc.object();
        ArrayNode messages = result.putArray("messages");
        for (ObjectNode content : contents) {
            messages.addObject().put("role", "user").set("content", content);
        }
        return new Outcome.Complete(result);
    }

    private static ObjectNode text(String text) {
        return JsonRpc.object().put("type", "text").put("text", text);
    }

    private static ObjectNode resource(String uri) {
        ObjectNode content = Json.object("""
                {"type": "resource",
                 "resource": {"mimeType": "text/plain", "text": "Embedded resource content for testing."}}""");
        ((ObjectNode) content.path("resource")).put("uri", uri);
        return content;
    }
}
