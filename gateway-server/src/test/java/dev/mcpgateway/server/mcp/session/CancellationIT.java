package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody waits for any more ends at the server too, and its streams end. */
class CancellationIT {
    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    private static void assertEndedWithTheSession(Reply reply) {
        List<JsonNode> messages = reply.messages();
        assertEquals(1, messages.size(), messages::toString);
        assertEquals(
                "The session has ended", messages.get(0).at("/error/message").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"seven\"", "123456789012345678901234567890"})
    void aCallThatIsCancelledIsCancelledAtItsServer(String id) {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall(id, "files__echo").join();
        ObjectNode call = files.child().awaitReceived("tools/call");
        client.tell("notifications/cancelled", "{\"requestId\": " + id + ", \"reason\": \"enough\"}")
                .expect(202);
        JsonNode told = files.child().awaitReceived("notifications/cancelled").path("params");
        assertEquals(call.get("id"), told.get("requestId"));
        assertEquals("enough", told.path("reason").asText());
        assertEquals(List.of(), reply.events().rest());
        // What the server answers all the same is for nobody.
        files.child().answer(call, ScriptedServer.text("late"));
        client.request(id, "ping", "{}").expect(200);
    }

    @Test
    void aCallThatIsCancelledAtOnceIsAnsweredAtAll() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun().with("Accept", "application/json");
        CompletableFuture<Reply> reply = client.beginCall("1", "files__echo");
        files.childThatReceived("tools/call");
        client.tell("notifications/cancelled", "{\"requestId\": 1}").expect(202);
        assertTrue(reply.join().response().has("error"));
    }

    @Test
    void anotherRequestOrAnotherSessionsIsNotCancelled() {
        scene.add(files.shared().on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        McpTestClient other = scene.client(key).begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        ObjectNode call = files.child().awaitReceived("tools/call");
        client.tell("notifications/cancelled", "{\"requestId\": \"1\"}").expect(202);
        client.tell("notifications/cancelled", "{\"requestId\": 2}").expect(202);
        other.tell("notifications/cancelled", "{\"requestId\": 1}").expect(202);
        files.child().answer(call, ScriptedServer.text("done"));
        assertEquals("done", reply.response().at("/result/content/0/text").asText());
        assertFalse(files.child().hasReceived("notifications/cancelled"));
    }

    @Test
    void aCallThatWaitsForASilentServerToStartCanBeCancelled() {
        scene.add(files.settings("\"timeouts\": {\"startup_timeout\": 600}")
                .on("initialize", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        client.tell("notifications/cancelled", "{\"requestId\": 1}").expect(202);
        assertEquals(List.of(), reply.events().rest());
        assertFalse(files.child().hasReceived("tools/call"));
    }

    @Test
    void deleteCancelsAtTheServer() {
        scene.add(files.shared().on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        ObjectNode call = files.child().awaitReceived("tools/call");
        client.delete().expect(204);
        assertEquals(
                call.get("id"),
                files.child().awaitReceived("notifications/cancelled").at("/params/requestId"));
        assertEndedWithTheSession(reply);
    }

    @Test
    void deleteEndsAlsoWhatWaitsForAListOfASilentServer() {
        scene.add(files.shared().on("tools/list", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        CompletableFuture<Reply> early = client.begin("1", "tools/list", "{}");
        files.childThatReceived("tools/list");
        client.delete().expect(204);
        assertEndedWithTheSession(early.join());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/api-keys/{k}/revoke",
        "POST, /api/v1/api-keys/{k}/disable",
        "POST, /api/v1/api-keys/{k}/regenerate",
        "DELETE, /api/v1/api-keys/{k}",
        "DELETE, /api/v1/projects/team/users/a@example.com",
        "DELETE, /api/v1/users/a@example.com?force=true",
    })
    void theEndOfAKeyIsTheEndOfItsStreamsCallsAndChildren(String method, String template) {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        Reply listening = client.listen().expect(200);
        Reply calling = client.beginCall("1", "files__echo").join();
        ObjectNode call = files.child().awaitReceived("tools/call");
        scene.gateway()
                .send(ApiCall.of(method, template.replace("{k}", key.id())))
                .expect(200);
        client.request("ping", "{}").expect(401);
        client.listen().expect(401);
        client.delete().expect(401);
        assertEquals(List.of(), listening.events().rest());
        assertEndedWithTheSession(calling);
        assertEquals(
                call.get("id"),
                files.child().awaitReceived("notifications/cancelled").at("/params/requestId"));
        Eventually.await("the end of the child", () -> scene.processes() == 0);
    }

    @Test
    void aKeyWhoseTimeIsOverEndsLikeOneThatIsRevoked() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client =
                scene.client(scene.key("\"expires_in_seconds\": 3600")).begun();
        Reply listening = client.listen().expect(200);
        Reply calling = client.beginCall("1", "files__echo").join();
        scene.gateway().clock().advance(Duration.ofHours(2));
        assertEquals(List.of(), listening.events().rest());
        assertEndedWithTheSession(calling);
        files.child().awaitReceived("notifications/cancelled");
        client.request("ping", "{}").expect(401);
    }

    @Test
    void aKeyThatMayNotBeUsedFromWhereItsClientIsEndsThereToo() {
        scene.add(files);
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        client.call("files__echo");
        Reply listening = client.listen().expect(200);
        scene.gateway()
                .patch("/api/v1/api-keys/" + key.id(), "{\"allowed_ips\": [\"10.0.0.0/8\"]}")
                .expect(200);
        assertEquals(List.of(), listening.events().rest());
        client.request("ping", "{}").expect(403);
        Eventually.await("the end of the child", () -> scene.processes() == 0);
    }

    @Test
    void theEndOfOneKeyIsNotTheEndOfAnother() {
        scene.add(files);
        McpScene.Key ending = scene.key("");
        McpTestClient other = scene.client().begun();
        Reply listening = other.listen();
        McpTestClient client = scene.client(ending).begun();
        Reply over = client.listen();
        scene.gateway()
                .post("/api/v1/api-keys/" + ending.id() + "/revoke", null)
                .expect(200);
        over.events().rest();
        assertEquals("files: echo", other.call("files__echo"));
        files.child().tell("notifications/tools/list_changed", "{}");
        listening.events().awaitMethod("notifications/tools/list_changed");
    }

    @Test
    void aSessionDoesNotOpenToTheNextSecretOfItsKey() {
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        String next = scene.gateway()
                .post("/api/v1/api-keys/" + key.id() + "/regenerate", null)
                .expect(200)
                .data()
                .path("api_key")
                .asText();
        client.with("Authorization", "Bearer " + next).request("ping", "{}").expect(404);
    }
}
