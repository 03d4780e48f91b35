package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;

/** What each method answers. */
final class Requests {
    private static final String CAPABILITIES = """
            {"tools": {"listChanged": true}, "prompts": {"listChanged": true}, "completions": {}, "logging": {},
             "resources": {"subscribe": true, "listChanged": true}}""";

    private static final String INSTRUCTIONS = "A server to test clients and gateways with.";

    private final Spoken spoken;
    private final Catalogue catalogue;

    Requests(Spoken spoken, Catalogue catalogue) {
        this.spoken = spoken;
        this.catalogue = catalogue;
    }

    ObjectNode result(String method, Call call) throws RpcError, InterruptedException {
        ObjectNode params = call.params();
        ObjectNode result =
                switch (method) {
                    case "tools/list" -> Catalogue.list("tools", catalogue.tools());
                    case "tools/call" -> tool(call);
                    case "prompts/list" -> Catalogue.list("prompts", catalogue.prompts());
                    case "prompts/get" ->
                        Rounds.settle(
                                call,
                                Catalogue.find(catalogue.prompts(), params.path("name"))
                                        .behaviour());
                    case "resources/list" -> Resources.list();
                    case "resources/templates/list" -> Resources.templates();
                    case "resources/read" ->
                        Resources.read(call.era(), params.path("uri").asText());
                    case "completion/complete" -> completion(params.path("argument"));
                    default -> call.era() == Era.MODERN ? modern(method) : legacy(method, call);
                };
        return call.era() == Era.MODERN ? Modern.complete(method, result) : result;
    }

    static ObjectNode serverInfo() {
        return JsonRpc.object().put("name", "conformance-fixture").put("version", "1.0.0");
    }

    /** A tool that cannot do its work says so in its result, so that a model can read it. */
    private ObjectNode tool(Call call) throws RpcError, InterruptedException {
        Entry tool = Catalogue.find(catalogue.tools(), call.params().path("name"));
        try {
            return Rounds.settle(call, tool.behaviour());
        } catch (RpcError error) {
            if (call.era() == Era.MODERN) {
                throw error;
            }
            return ((Outcome.Complete) Outcome.failure(String.valueOf(error.getMessage()))).result();
        }
    }

    private ObjectNode modern(String method) throws RpcError {
        if (!method.equals("server/discover")) {
            throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found: " + method);
        }
        ObjectNode result = JsonRpc.object();
        spoken.versions().forEach(result.putArray("supportedVersions")::add);
        result.set("capabilities", Json.object(CAPABILITIES));
        return result.put("instructions", INSTRUCTIONS);
    }

    private static ObjectNode legacy(String method, Call call) throws RpcError {
        JsonNode params = call.params();
        Client client = call.client();
        switch (method) {
            case "initialize" -> {
                return initialize(params, client);
            }
            case "ping" -> {
                return JsonRpc.object();
            }
            case "logging/setLevel" -> client.level(params.path("level").asText());
            case "resources/subscribe" ->
                client.subscriptions().add(params.path("uri").asText());
            case "resources/unsubscribe" ->
                client.subscriptions().remove(params.path("uri").asText());
            default -> throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found: " + method);
        }
        return JsonRpc.object();
    }

    private static ObjectNode initialize(JsonNode params, Client client) {
        String asked = params.path("protocolVersion").asText();
        List<String> versions = Era.LEGACY_VERSIONS;
        String agreed = versions.contains(asked) ? asked : versions.get(0);
        client.initialized(agreed, params.path("capabilities"));
        ObjectNode result = JsonRpc.object().put("protocolVersion", agreed);
        result.set("capabilities", Json.object(CAPABILITIES));
        result.set("serverInfo", serverInfo());
        return result.put("instructions", INSTRUCTIONS);
    }

    private static ObjectNode completion(JsonNode argument) {
        ObjectNode result = JsonRpc.object();
        ObjectNode completion = result.putObject("completion");
        ArrayNode values = completion.putArray("values");
        List.of("paris", "park", "party", "test", "testing").stream()
                .filter(value -> value.startsWith(argument.path("value").asText()))
                .forEach(values::add);
        completion.put("total", values.size()).put("hasMore", false);
        return result;
    }
}
