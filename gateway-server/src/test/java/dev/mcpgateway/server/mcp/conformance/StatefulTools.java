package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that go through rounds, with a sealed state or with a look at what the client can do. */
final class StatefulTools {
    private final Seal seal;

    StatefulTools(Seal seal) {
        this.seal = seal;
    }

    List<Entry> all() {
        return List.of(
                Entry.tool(
                        "test_input_required_result_request_state",
                        "Asks for a confirmation, with a state",
                        confirmation("test_input_required_result_request_state")),
                Entry.tool(
                        "test_input_required_result_tampered_state",
                        "Asks for a confirmation, and refuses a state that was changed",
                        confirmation("test_input_required_result_tampered_state")),
                Entry.tool(
                        "test_input_required_result_multiple_inputs",
                        "Asks the user, the model and for the roots at once",
                        this::multipleInputs),
                Entry.tool("test_input_required_result_multi_round", "Asks in two rounds", this::multiRound),
                Entry.tool(
                        "test_input_required_result_capabilities",
                        "Asks what the client can answer",
                        StatefulTools::capabilities),
                Entry.tool("test_missing_capability", "Needs a client that has a model", call -> {
                    if (!call.declares("sampling")) {
                        throw RpcError.missingCapability("sampling");
                    }
                    return Outcome.text("The client has declared sampling");
                }));
    }

    private Behaviour confirmation(String name) {
        return call -> {
            if (call.response("confirm").isEmpty()) {
                return Outcome.ask(
                        "confirm", Questions.elicitation("Please confirm", "ok", "boolean"), seal.close(name));
            }
            requireState(call, name);
            return Outcome.text("state-ok");
        };
    }

    private Outcome multipleInputs(Call call) throws RpcError {
        Map<String, ObjectNode> questions = new LinkedHashMap<>();
        questions.put("user_name", Questions.elicitation("What is your name?", "name", "string"));
        questions.put("greeting", Questions.sampling("Generate a greeting", 50));
        questions.put("client_roots", Questions.roots());
        for (String name : questions.keySet()) {
            if (call.response(name).isEmpty()) {
                return new Outcome.InputRequired(questions, seal.close("multiple"));
            }
        }
        requireState(call, "multiple");
        return Outcome.text("Received all three answers");
    }

    private Outcome multiRound(Call call) throws RpcError {
        if (call.response("step2").isPresent()) {
            requireState(call, "round-2");
            return Outcome.text("Both rounds are done");
        }
        if (call.response("step1").isPresent()) {
            requireState(call, "round-1");
            return Outcome.ask(
                    "step2",
                    Questions.elicitation("Step 2: What is your favorite color?", "color", "string"),
                    seal.close("round-2"));
        }
        return Outcome.ask(
                "step1", Questions.elicitation("Step 1: What is your name?", "name", "string"), seal.close("round-1"));
    }

    private static Outcome capabilities(Call call) {
        Map<String, ObjectNode> questions = new LinkedHashMap<>();
        questions.put("name", Questions.elicitation("What is your name?", "name", "string"));
        questions.put("greeting", Questions.sampling("Generate a greeting", 50));
        questions.put("roots", Questions.roots());
        questions.values().removeIf(question -> !call.declares(Questions.capability(question)));
        boolean answered =
                questions.keySet().stream().allMatch(name -> call.response(name).isPresent());
        return answered ? Outcome.text("Answered: " + questions.keySet()) : new Outcome.InputRequired(questions, null);
    }

    private void requireState(Call call, String expected) throws RpcError {
        if (!seal.open(call.state().asText()).equals(expected)) {
            throw new RpcError(RpcError.INVALID_PARAMS, "requestState belongs to another request");
        }
    }
}
