package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The gateway's side towards servers as a client that the conformance suite can test: it connects to the URL that is its last
 * argument, lists what is there and asks for each of it once, with the arguments that the suite gives in its environment.
 */
public final class SuiteClient {
    private static final String SERVER = "suite";
    private static final int MAX_ROUNDS = 5;

    private final Attachment server;

    private SuiteClient(Attachment server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("suite-client");
        try (RunningServers servers = new RunningServers(folder)
                .dialing(Dialer.ofSystem(() -> true))
                .with(RunningServers.remote(SERVER, args[args.length - 1], Sharing.PER_SESSION, Map.of()))
                .start()) {
            new SuiteClient(servers.attach(SERVER, "1", new Obliging(), capabilities())).askForEverything();
        }
        System.exit(0);
    }

    private static ObjectNode capabilities() {
        ObjectNode capabilities = JsonRpc.object();
        capabilities.putObject("elicitation").putObject("form").put("applyDefaults", true);
        capabilities.putObject("sampling");
        capabilities.putObject("roots");
        return capabilities;
    }

    /** Accepts all that it is asked, with the defaults of the form. */
    private static final class Obliging implements UpstreamListener {
        @Override
        public void notification(ObjectNode message) {}

        @Override
        public void request(ServerRequest request) {
            ObjectNode message = request.message();
            request.answer(JsonRpc.result(message.path("id"), answerTo(message)));
        }
    }

    private static ObjectNode answerTo(JsonNode request) {
        ObjectNode answer = JsonRpc.object();
        switch (request.path("method").asText()) {
            case "elicitation/create" -> {
                ObjectNode content = answer.put("action", "accept").putObject("content");
                for (Map.Entry<String, JsonNode> property :
                        request.at("/params/requestedSchema/properties").properties()) {
                    if (property.getValue().has("default")) {
                        content.set(property.getKey(), property.getValue().get("default"));
                    } else if (property.getValue().path("type").asText().equals("boolean")) {
                        content.put(property.getKey(), true);
                    }
                }
            }
            case "roots/list" -> answer.putArray("roots");
            default -> {
                answer.put("role", "assistant").put("model", "none");
                answer.putObject("content").put("type", "text").put("text", "text");
            }
        }
        return answer;
    }

    private void askForEverything() {
        JsonNode context = JsonRpc.parse(System.getenv()
                        .getOrDefault("MCP_CONFORMANCE_CONTEXT", "{}")
                        .getBytes(StandardCharsets.UTF_8))
                .orElseGet(JsonRpc::object);
        Listed tools = server.list(ListKind.TOOLS).join();
        if (context.has("toolCalls")) {
            context.path("toolCalls").forEach(call -> ask("tools/call", call.deepCopy()));
        } else {
            for (ObjectNode tool : tools.items()) {
                ObjectNode params = JsonRpc.object();
                params.set("name", tool.get("name"));
                params.set("arguments", arguments(tool, tools));
                ask("tools/call", params);
            }
        }
        for (ObjectNode prompt : server.list(ListKind.PROMPTS).join().items()) {
            ObjectNode params = JsonRpc.object();
            params.set("name", prompt.get("name"));
            ask("prompts/get", params);
        }
        for (ObjectNode resource : server.list(ListKind.RESOURCES).join().items()) {
            ObjectNode params = JsonRpc.object();
            params.set("uri", resource.get("uri"));
            ask("resources/read", params);
        }
    }

    private static ObjectNode arguments(ObjectNode tool, Listed tools) {
        ObjectNode arguments = JsonRpc.object();
        for (Map.Entry<String, JsonNode> property :
                tool.at("/inputSchema/properties").properties()) {
            switch (property.getValue().path("type").asText()) {
                case "number", "integer" -> arguments.put(property.getKey(), 1);
                case "boolean" -> arguments.put(property.getKey(), true);
                case "string" -> arguments.put(property.getKey(), "text");
                default -> {
                    // A tool that wants a schema looks whether one came through as it is.
                    if (property.getKey().equals("schema")) {
                        arguments.set("schema", tools.items().iterator().next().get("inputSchema"));
                    }
                }
            }
        }
        return arguments;
    }

    /** Asks, and asks again with what the server wants to know, as long as it wants to know something. */
    private void ask(String method, ObjectNode params) {
        CallOptions options =
                new CallOptions(Duration.ofSeconds(20), message -> {}, new Claim(capabilities(), null, null));
        ObjectNode next = params;
        for (int i = 0; i < MAX_ROUNDS; i++) {
            JsonNode result;
            try {
                result = RunningServers.answer(server.call(method, next, options))
                        .message()
                        .path("result");
            } catch (UpstreamException refused) {
                System.err.println(refused.getMessage());
                return;
            }
            if (!result.path("resultType").asText().equals("input_required")) {
                return;
            }
            next = params.deepCopy();
            ObjectNode responses = next.putObject("inputResponses");
            for (Map.Entry<String, JsonNode> asked :
                    result.path("inputRequests").properties()) {
                responses.set(asked.getKey(), answerTo(asked.getValue()));
            }
            if (result.has("requestState")) {
                next.set("requestState", result.get("requestState"));
            }
        }
    }
}
