package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.Eventually;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session begins, whose it is, and how it ends. */
class SessionsIT {
    private static final String LIST = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}";
    private static final String NOTIFICATION = "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}";

    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2024-11-05, 2025-11-25",
        "tomorrow, 2025-11-25"
    })
    void theVersionIsTheClientsOwnOrTheNewestThereIs(String asked, String agreed) {
        JsonNode result = scene.client().speaking(asked).initialize();
        assertEquals(agreed, result.path("protocolVersion").asText());
    }

    @Test
    void theGatewaySaysWhatItsServersSayTogether() {
        scene.add(
                files.prompts("hello").on("initialize", (child, request) -> files.usual(request)
                        .put("instructions", "Read first.")),
                scene.server("web").resources("web://a").on("initialize", (child, request) -> scene.server("web")
                        .usual(request)
                        .put("instructions", "Fetch later.")));
        JsonNode result = scene.client().initialize();
        assertEquals("secure-mcp-gateway", result.at("/serverInfo/name").asText());
        assertTrue(result.at("/capabilities/tools/listChanged").asBoolean());
        assertTrue(result.at("/capabilities/prompts/listChanged").asBoolean());
        assertTrue(result.at("/capabilities/resources/subscribe").asBoolean());
        assertTrue(result.at("/capabilities/logging").isMissingNode());
        assertEquals(
                "# files\n\nRead first.\n\n# web\n\nFetch later.",
                result.path("instructions").asText());
    }

    @Test
    void initializeWithoutAVersionIsRefused() {
        assertEquals(-32602, scene.client().request("initialize", "{}").code());
    }

    @Test
    void twoSessionsHaveTwoIdsOfVisibleCharacters() {
        McpScene.Key key = scene.key("");
        String one = scene.client(key).begun().session();
        String other = scene.client(key).begun().session();
        assertNotEquals(one, other);
        assertTrue(one.matches("[!-~]{32}"), one);
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, NOTIFICATION})
    void withoutItsIdASessionIsNotFound(String body) {
        McpTestClient client = scene.client().begun().with("Mcp-Session-Id", null);
        Reply reply = client.post(body).expect(400);
        assertEquals(-32600, reply.code());
        client.listen().expect(400);
        client.delete().expect(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, NOTIFICATION})
    void anUnknownIdIsOfNoSession(String body) {
        McpTestClient client = scene.client().begun().with("Mcp-Session-Id", "0123456789abcdef0123456789abcdef");
        Reply reply = client.post(body).expect(404);
        assertEquals(-32600, reply.code());
        client.listen().expect(404);
        client.delete().expect(404);
    }

    @Test
    void anErrorHasTheIdOfItsRequest() {
        McpTestClient client = scene.client().begun().with("Mcp-Session-Id", null);
        assertEquals(1, client.post(LIST).expect(400).body().path("id").asInt());
    }

    @Test
    void theIdOfASessionOpensNothingToAnotherKey() {
        McpTestClient owner = scene.client().begun();
        McpTestClient other = scene.client().with("Mcp-Session-Id", owner.session());
        other.post(LIST).expect(404);
        other.listen().expect(404);
        other.delete().expect(404);
        owner.result("ping", "{}");
    }

    @Test
    void deleteEndsASessionItsStreamsAndItsChildren() {
        scene.add(files);
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        Reply listening = client.listen().expect(200);
        client.delete().expect(204);
        listening.events().rest();
        client.post(LIST).expect(404);
        client.post(NOTIFICATION).expect(404);
        client.listen().expect(404);
        client.delete().expect(404);
        Eventually.await("the end of the child", () -> scene.processes() == 0);
    }

    @Test
    void theEndOfASessionIsNotTheEndOfAnother() {
        scene.add(files);
        McpScene.Key key = scene.key("");
        McpTestClient leaving = scene.client(key).begun();
        McpTestClient staying = scene.client(key).begun();
        leaving.call("files__echo");
        staying.call("files__echo");
        assertEquals(2, files.running());
        leaving.delete().expect(204);
        Eventually.await("the end of one child", () -> files.running() == 1);
        assertEquals("files: echo", staying.call("files__echo"));
        assertEquals(2, files.children().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "1", "", "2025-11-25, 2025-06-18"})
    void aVersionThatIsNotServedIsRefused(String version) {
        McpTestClient client = scene.client().begun().with("MCP-Protocol-Version", version);
        client.post(LIST).expect(400);
        client.listen().expect(400);
        client.delete().expect(400);
    }

    @Test
    void theVersionNeedNotBeRepeated() {
        McpTestClient client = scene.client().begun().with("MCP-Protocol-Version", null);
        client.post(LIST).expect(200);
    }

    @Test
    void requestsBeforeInitializedAreAnswered() {
        scene.add(files);
        McpTestClient client = scene.client();
        Reply reply = client.request(
                "initialize", "{\"protocolVersion\": \"2025-11-25\", \"capabilities\": {}, \"clientInfo\": {}}");
        client.with("Mcp-Session-Id", reply.header("Mcp-Session-Id"));
        assertEquals("files: echo", client.call("files__echo"));
    }

    @Test
    void aNotificationAndAResponseAreTakenWithoutABody() {
        McpTestClient client = scene.client().begun();
        for (String body : new String[] {
            NOTIFICATION,
            "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/of/its/own\"}",
            "{\"jsonrpc\": \"2.0\", \"id\": 99, \"result\": {}}",
            "{\"jsonrpc\": \"2.0\", \"id\": \"none\", \"error\": {\"code\": 1, \"message\": \"m\"}}",
            "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\": {\"requestId\": 5}}",
            "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\"}",
            "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/progress\", \"params\": []}"
        }) {
            Reply reply = client.post(body).expect(202);
            assertEquals("", reply.text());
            assertEquals("", reply.header("Content-Type"));
        }
    }

    @Test
    void whereAKeyHasAThousandSessionsTheOneThatWasIdleForLongestMakesRoom() {
        McpScene.Key key = scene.key("");
        McpTestClient first = scene.client(key).begun();
        McpTestClient second = scene.client(key).begun();
        McpTestClient other = scene.client().begun();
        IntStream.range(2, 1_000).parallel().forEach(i -> scene.client(key).begun());
        first.request("ping", "{}").expect(200);
        McpTestClient last = scene.client(key).begun();
        second.request("ping", "{}").expect(404);
        for (McpTestClient client : List.of(first, last, other)) {
            client.request("ping", "{}").expect(200);
        }
    }

    @Test
    void aServerSeesItsSessionInitializedOnce() {
        scene.add(files);
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        client.call("files__echo");
        assertEquals(1, files.received("initialize"));
        assertEquals(1, files.received("notifications/initialized"));
        assertEquals(1, files.received("tools/list"));
        assertFalse(files.child().awaitReceived("initialize").toString().contains(client.session()));
    }
}
