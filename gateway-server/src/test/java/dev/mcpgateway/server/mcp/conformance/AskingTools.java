package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The tools that ask the client one thing, and answer with what it said. */
final class AskingTools {
    private static final String ANSWER = "answer";

    private static final String DEFAULTS = """
            {"type": "object", "required": [], "properties": {
              "name": {"type": "string", "description": "User name", "default": "John Doe"},
              "age": {"type": "integer", "description": "User age", "default": 30},
              "score": {"type": "number", "description": "User score", "default": 95.5},
              "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
              "verified": {"type": "boolean", "description": "Verification status", "default": true}}}""";

    private static final String ENUMS = """
            {"type": "object", "required": [], "properties": {
              "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
              "titledSingle": {"type": "string", "oneOf": [{"const": "value1", "title": "First Option"},
                {"const": "value2", "title": "Second Option"}, {"const": "value3", "title": "Third Option"}]},
              "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"],
                "enumNames": ["Option One", "Option Two", "Option Three"]},
              "untitledMulti": {"type": "array", "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
              "titledMulti": {"type": "array", "items": {"anyOf": [{"const": "value1", "title": "First Choice"},
                {"const": "value2", "title": "Second Choice"}, {"const": "value3", "title": "Third Choice"}]}}}}""";

    private static final String CONTACT = """
            {"type": "object", "required": ["username", "email"], "properties": {
              "username": {"type": "string", "description": "User's response"},
              "email": {"type": "string", "description": "User's email address"}}}""";

    private static final Behaviour CONFIRMATION = once(
            ANSWER,
            call -> Questions.elicitation("Shall it go on?", "confirmed", "boolean"),
            answer -> "Elicitation completed: " + elicited(answer));

    private AskingTools() {}

    static List<Entry> all() {
        return List.of(
                Entry.tool(
                        "test_sampling",
                        "Asks the client's model",
                        required("prompt"),
                        once(
                                ANSWER,
                                call -> Questions.sampling(call.argument("prompt"), 100),
                                answer -> "LLM response: " + sampled(answer))),
                Entry.tool(
                        "test_elicitation",
                        "Asks the user",
                        required("message"),
                        once(
                                ANSWER,
                                call -> Questions.elicitation(call.argument("message"), CONTACT),
                                answer -> "User response: " + elicited(answer))),
                Entry.tool(
                        "test_elicitation_sep1034_defaults",
                        "Asks the user with a default for every type",
                        once(
                                ANSWER,
                                call -> Questions.elicitation("Please review and update the form fields", DEFAULTS),
                                answer -> "Elicitation completed: " + elicited(answer))),
                Entry.tool(
                        "test_elicitation_sep1330_enums",
                        "Asks the user with every kind of enumeration",
                        once(
                                ANSWER,
                                call -> Questions.elicitation("Please select options from the enum fields", ENUMS),
                                answer -> "Elicitation completed: " + elicited(answer))),
                Entry.tool("test_streaming_elicitation", "Reports progress, then asks the user", call -> {
                    call.progress(1, 2);
                    return CONFIRMATION.apply(call);
                }),
                Entry.tool(
                        "test_input_required_result_elicitation",
                        "Asks the user's name",
                        once(
                                "user_name",
                                call -> Questions.elicitation("What is your name?", "name", "string"),
                                answer -> "Hello, " + answer.at("/content/name").asText() + "!")),
                Entry.tool(
                        "test_input_required_result_sampling",
                        "Asks the client's model a fixed question",
                        once(
                                "capital_question",
                                call -> Questions.sampling("What is the capital of France?", 100),
                                AskingTools::sampled)),
                Entry.tool(
                        "test_input_required_result_list_roots",
                        "Asks the client's roots",
                        once("client_roots", call -> Questions.roots(), answer -> "Roots: " + answer.path("roots"))));
    }

    private static Behaviour once(
            String name, Function<Call, ObjectNode> question, Function<ObjectNode, String> reply) {
        return call -> call.response(name)
                .map(answer -> Outcome.text(reply.apply(answer)))
                .orElseGet(() -> Outcome.ask(name, question.apply(call)));
    }

    private static String sampled(ObjectNode answer) {
        return answer.at("/content/text").asText();
    }

    private static String elicited(ObjectNode answer) {
        return "action=" + answer.path("action").asText() + ", content=" + answer.path("content");
    }

    private static String required(String argument) {
        return """
                {"type": "object", "properties": {"%s": {"type": "string"}}, "required": ["%s"]}""".formatted(argument, argument);
    }
}
