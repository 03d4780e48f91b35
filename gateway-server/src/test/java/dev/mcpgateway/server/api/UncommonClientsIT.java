package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that bring no key or no session, where the settings let them. */
class UncommonClientsIT {
    private static final World WORLD = World.get();
    private static final String LIST = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}";

    private static GatewayState setting(GatewayState state, String name, Object value) {
        Settings old = state.settings();
        Settings changed = new Settings(
                old.adminKey(), old.common(), old.plugins(), old.gateway().with(name, value), old.extra());
        return state.after(List.of(new SettingsSaved(changed)), state.seq());
    }

    @Test
    void whoBringsNoKeyHasTheOneThatStandsForThemUnlessAProxySpeaks() {
        GatewayState state = setting(WORLD.state(), "anonymous_key_id", WORLD.id("live"));
        try (TestGateway gateway =
                TestGateway.prepared().at(World.NOW).with(state).start()) {
            ApiCall call = ApiCall.of("POST", "/mcp", LIST);

            assertEquals(400, gateway.sendWithoutKey(call).status(), "let in, but without a session");
            for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Port")) {
                assertEquals(
                        401,
                        gateway.sendWithoutKey(call.withHeader(header, "10.0.0.1"))
                                .status(),
                        header);
            }
            assertEquals(
                    401,
                    gateway.sendWithoutKey(call.withHeader("Authorization", "Bearer none"))
                            .status());
        }
    }

    @Test
    void aClientWithoutASessionIsServedAndCannotBeAsked() {
        try (McpScene scene = new McpScene(TestGateway.prepared()
                .changed(state -> setting(state, "sessionless", true))
                .start())) {
            scene.add(
                    scene.server("files"),
                    scene.server("asking")
                            .on("server/discover", (child, request) -> modern())
                            .on("tools/call", (child, request) -> question()));
            McpTestClient client = scene.client();

            assertEquals("files: echo", client.call("files__echo"));
            JsonNode result = client.result("tools/call", "{\"name\": \"asking__echo\"}");
            assertTrue(result.path("isError").asBoolean(), result::toString);
            assertTrue(result.at("/content/0/text").asText().contains("cannot be asked"), result::toString);
        }
    }

    private static ObjectNode modern() {
        ObjectNode result = JsonRpc.object().put("resultType", "complete");
        result.putArray("supportedVersions").add("2026-07-28");
        result.putObject("capabilities").putObject("tools");
        return result;
    }

    private static ObjectNode question() {
        ObjectNode result = JsonRpc.object().put("resultType", "input_required");
        result.putObject("inputRequests")
                .putObject("q")
                .put("method", "elicitation/create")
                .putObject("params");
        return result;
    }
}
