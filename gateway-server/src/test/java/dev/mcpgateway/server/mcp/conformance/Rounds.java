package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.mcp.conformance.Outcome.Complete;
import dev.mcpgateway.server.mcp.conformance.Outcome.InputRequired;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.Map;

/**
 * Brings a behaviour that has questions to its result: in the modern era the client is sent the questions and calls again, in the legacy
 * era it is asked while its request waits.
 */
final class Rounds {
    private Rounds() {}

    static ObjectNode settle(Call first, Behaviour behaviour) throws RpcError, InterruptedException {
        Call call = first;
        Outcome outcome = behaviour.apply(call);
        while (outcome instanceof InputRequired needed) {
            for (ObjectNode question : needed.questions().values()) {
                if (!call.declares(Questions.capability(question))) {
                    throw RpcError.missingCapability(Questions.capability(question));
                }
            }
            if (call.era() == Era.MODERN) {
                return inputRequired(needed);
            }
            String state = needed.state();
            call = call.next(ask(call, needed), state == null ? MissingNode.getInstance() : TextNode.valueOf(state));
            outcome = behaviour.apply(call);
        }
        return ((Complete) outcome).result();
    }

    private static ObjectNode inputRequired(InputRequired needed) {
        ObjectNode result = JsonRpc.object().put("resultType", "input_required");
        ObjectNode requests = result.putObject("inputRequests");
        needed.questions().forEach(requests::set);
        return needed.state() == null ? result : result.put("requestState", needed.state());
    }

    private static ObjectNode ask(Call call, InputRequired needed) throws RpcError, InterruptedException {
        ObjectNode responses = JsonRpc.object();
        for (Map.Entry<String, ObjectNode> entry : needed.questions().entrySet()) {
            ObjectNode question = entry.getValue();
            String method = question.path("method").asText();
            ObjectNode answer = call.client().ask(call.outlet(), method, (ObjectNode) question.path("params"));
            JsonNode result = answer.path("result");
            if (!result.isObject()) {
                throw new RpcError(
                        JsonRpc.INTERNAL_ERROR, "The client answers " + method + " with " + answer.path("error"));
            }
            responses.set(entry.getKey(), result);
        }
        return responses;
    }
}
