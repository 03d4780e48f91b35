package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of 2026-07-28, each of which says all that is to be known, in front of servers of earlier versions. */
class ModernRequestsIT {
    private static final String META = """
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                      "io.modelcontextprotocol/clientCapabilities": {}}""";

    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    /** Sends a request with the headers that go with it. */
    private static Reply send(McpTestClient client, String method, String name, String members) {
        return client.with("MCP-Protocol-Version", "2026-07-28")
                .with("Mcp-Method", method)
                .with("Mcp-Name", name.isEmpty() ? null : name)
                .request(method, "{" + members + (members.isEmpty() ? "" : ", ") + META + "}");
    }

    private static Reply call(McpTestClient client, String tool) {
        return send(client, "tools/call", tool, "\"name\": \"" + tool + "\"");
    }

    private static Reply listen(McpTestClient client, String filter) {
        return send(client, "subscriptions/listen", "", "\"notifications\": " + filter);
    }

    @Test
    void aCallNeedsNoSessionAndItsResultSaysThatItIsWhole() {
        scene.add(files);
        JsonNode result =
                call(scene.client(), "files__echo").expect(200).response().path("result");

        assertEquals("files: echo", result.at("/content/0/text").asText());
        assertEquals("complete", result.path("resultType").asText());
        assertEquals(
                "secure-mcp-gateway",
                result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .asText());
    }

    @Test
    void theServerHearsNothingOfWhatTheRequestClaims() {
        scene.add(files);
        call(scene.client(), "files__echo").expect(200);

        JsonNode params = files.child().awaitReceived("tools/call").path("params");
        assertEquals("echo", params.path("name").asText());
        assertTrue(params.path("_meta").isMissingNode(), params::toString);
    }

    @Test
    void listsAreOfTheKeyAloneAndSayHowLongTheyHold() {
        scene.add(files);
        JsonNode result = send(scene.client(), "tools/list", "", "")
                .expect(200)
                .response()
                .path("result");

        assertEquals("private", result.path("cacheScope").asText());
        assertTrue(result.path("ttlMs").asInt(-1) >= 0, result::toString);
    }

    @Test
    void bothGenerationsAreNamedToWhoAsks() {
        scene.add(files);
        JsonNode versions = send(scene.client(), "server/discover", "", "")
                .expect(200)
                .response()
                .at("/result/supportedVersions");

        assertEquals(
                JsonRpc.parse("{\"v\": [\"2026-07-28\", \"2025-11-25\", \"2025-06-18\", \"2025-03-26\"]}"
                                .getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .path("v"),
                versions);
    }

    @Test
    void aHeaderThatDiffersFromTheBodyIsRefusedBeforeAServerHearsOfIt() {
        scene.add(files);
        McpTestClient client = scene.client();
        Reply reply = send(client, "tools/call", "files__other", "\"name\": \"files__echo\"");

        assertEquals(-32020, reply.expect(400).code());
        assertEquals(0, files.received("tools/call"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "tasks/list", "no/such"})
    void aMethodThatTheVersionHasNotIsNotFound(String method) {
        scene.add(files);

        assertEquals(-32601, send(scene.client(), method, "", "").expect(404).code());
    }

    @Test
    void aScopeThatForbidsACallIsA403() {
        scene.add(files, scene.server("web"));
        McpTestClient client = scene.client(scene.key("\"scopes\": [\"tools:call:files\"]"));

        call(client, "files__echo").expect(200);
        assertEquals(
                "insufficient_scope",
                call(client, "web__echo").expect(403).body().at("/error/code").asText());
        assertEquals(0, scene.server("web").received("tools/call"));
    }

    @Test
    void closingTheStreamCancelsTheCall() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        Reply reply = call(scene.client(), "files__echo");
        files.child().awaitReceived("tools/call");
        reply.events().close();

        files.child().awaitReceived("notifications/cancelled");
    }

    @Test
    void aServerThatAsksInTheMiddleOfACallIsToldThatItCannotAndSoIsTheClient() {
        scene.add(files.on("tools/call", (child, request) -> {
                    child.ask("\"q\"", "elicitation/create", "{}");
                    return null;
                })
                .onAnswer((child, response) -> child.answer(
                        child.awaitReceived("tools/call"), JsonRpc.object().put("isError", true))));
        JsonNode result = call(scene.client(), "files__echo").response().path("result");

        assertTrue(result.path("isError").asBoolean(), result::toString);
        assertTrue(result.at("/content/0/text").asText().contains("elicitation/create"), result::toString);
    }

    @Test
    void whoListensHearsOfWhatItAskedForAndNothingElse() {
        scene.add(files.prompts("ask"));
        Reply stream = listen(scene.client(), "{\"toolsListChanged\": true}").expect(200);
        JsonNode acknowledged = stream.events().await(message -> true);
        assertEquals(
                "notifications/subscriptions/acknowledged",
                acknowledged.path("method").asText());
        assertEquals(
                JsonRpc.object().put("toolsListChanged", true),
                acknowledged.path("params").path("notifications"));

        scene.add(scene.server("web"));

        JsonNode changed = stream.events().await(message -> true);
        assertEquals("notifications/tools/list_changed", changed.path("method").asText());
        assertEquals(
                acknowledged.at("/params/_meta"),
                changed.at("/params/_meta"),
                "both say whose subscription they are of");
    }

    @Test
    void aKeyThatMayNotReadResourcesListensToNoneOfThem() {
        scene.add(files.resources("file:///a"));
        Reply stream = listen(
                scene.client(scene.key("\"scopes\": [\"tools:call\"]")),
                "{\"toolsListChanged\": true, \"resourcesListChanged\": true, \"resourceSubscriptions\": [\"file:///a\"]}");
        JsonNode honoured = stream.events().await(message -> true).at("/params/notifications");

        assertEquals(JsonRpc.object().put("toolsListChanged", true), honoured);
    }

    @Test
    void aResourceThatNoServerTellsOfIsNotAcknowledged() {
        scene.add(files);
        Reply stream = listen(
                scene.client(), "{\"toolsListChanged\": true, \"resourceSubscriptions\": [\"file:///nowhere\"]}");
        JsonNode honoured = stream.events().await(message -> true).at("/params/notifications");

        assertEquals(JsonRpc.object().put("toolsListChanged", true), honoured);
    }

    @Test
    void aSubscriptionEndsWithItsKey() {
        scene.add(files);
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key);
        Reply stream = listen(client, "{\"toolsListChanged\": true}");
        stream.events().await(message -> true);
        scene.gateway().post("/api/v1/api-keys/" + key.id() + "/revoke", null).expect(200);

        List<JsonNode> rest = stream.events().rest();
        assertEquals(
                "complete", rest.get(rest.size() - 1).at("/result/resultType").asText());
        call(client, "files__echo").expect(401);
    }

    @ParameterizedTest
    @CsvSource({"v999.0.0, v999.0.0, -32022", "2026-07-28, v999.0.0, -32020", "2099-01-01, 2099-01-01, -32022"})
    void aVersionThatIsNotServedIsRefusedWithThoseThatAre(String header, String claimed, int code) {
        scene.add(files);
        Reply reply = scene.client()
                .with("MCP-Protocol-Version", header)
                .with("Mcp-Method", "tools/list")
                .request("tools/list", "{" + META.replace("2026-07-28", claimed) + "}");

        assertEquals(code, reply.expect(400).code());
    }
}
