package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients are told of lists that have changed, and see them as they are. */
class ListChangesIT {
    private static final String TOOLS = "notifications/tools/list_changed";

    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");
    private final ScriptedServer web = scene.server("web");

    @AfterEach
    void close() {
        scene.close();
    }

    private static List<String> tools(McpTestClient client) {
        return StreamSupport.stream(
                        client.result("tools/list", "{}").path("tools").spliterator(), false)
                .map(tool -> tool.path("name").asText())
                .toList();
    }

    @Test
    void aServerThatIsAddedOrRemovedIsSeenAtOnce() {
        scene.add(files);
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        Reply listening = client.listen();
        scene.add(web);
        listening.events().awaitMethod(TOOLS);
        assertEquals(List.of("files__echo", "web__echo"), tools(client));
        client.call("web__echo");
        scene.removeServer("files");
        listening.events().awaitMethod(TOOLS);
        assertEquals(List.of("web__echo"), tools(client));
        assertEquals(
                -32602,
                client.error("tools/call", "{\"name\": \"files__echo\"}")
                        .path("code")
                        .asInt());
        Eventually.await("the end of the removed server", () -> files.running() == 0);
        assertEquals(1, web.running());
    }

    @Test
    void aServerThatIsEditedIsReplacedAndTheOthersGoOn() {
        scene.add(files, web);
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        client.call("web__echo");
        Reply listening = client.listen();
        files.tools("echo", "more");
        scene.updateServer("files", "{\"env\": {\"A\": \"b\"}}");
        listening.events().awaitMethod(TOOLS);
        assertEquals(List.of("files__echo", "files__more", "web__echo"), tools(client));
        client.call("files__more");
        assertEquals(2, files.children().size());
        assertEquals(1, web.children().size());
        Eventually.await("the end of the old one", () -> files.running() == 1);
    }

    @Test
    void anotherConfigurationOfTheProjectIsSeenAtOnce() {
        scene.add(files);
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        Reply listening = client.listen();
        scene.gateway().post("/api/v1/configs", "{\"config_name\": \"other\"}").expect(201);
        scene.gateway().post("/api/v1/configs/other/servers", web.json()).expect(201);
        scene.gateway()
                .post("/api/v1/projects/team/assign-config", "{\"config_name\": \"other\"}")
                .expect(200);
        listening.events().awaitMethod(TOOLS);
        assertEquals(List.of("web__echo"), tools(client));
        assertEquals("web: echo", client.call("web__echo"));
        Eventually.await("the end of what is not had any more", () -> files.running() == 0);
    }

    @Test
    void aCallGoesOnWhileItsServerIsReplaced() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        var call = files.child().awaitReceived("tools/call");
        var old = files.child();
        scene.updateServer("files", "{\"env\": {\"A\": \"b\"}}");
        tools(client);
        old.answer(call, ScriptedServer.text("of the old one"));
        assertEquals(
                "of the old one", reply.response().at("/result/content/0/text").asText());
    }

    @Test
    void anAllowListThatChangesIsSeenWithoutANewProcess() {
        scene.add(files.tools("read", "write"));
        McpTestClient client = scene.client().begun();
        client.call("files__read");
        Reply listening = client.listen();
        scene.updateServer("files", "{\"tools\": {\"write\": {}}}");
        listening.events().awaitMethod(TOOLS);
        assertEquals(List.of("files__write"), tools(client));
        client.call("files__write");
        assertEquals(1, files.children().size());
    }

    @Test
    void aServersOwnChangeIsToldAndSeen() {
        scene.add(files.shared(), web);
        McpScene.Key key = scene.key("");
        McpTestClient one = scene.client(key).begun();
        McpTestClient other = scene.client(key).begun();
        assertEquals(List.of("files__echo", "web__echo"), tools(one));
        assertEquals(List.of("files__echo", "web__echo"), tools(other));
        Reply ofOne = one.listen();
        Reply ofOther = other.listen();
        files.tools("new");
        files.child().tell(TOOLS, "{}");
        ofOne.events().awaitMethod(TOOLS);
        ofOther.events().awaitMethod(TOOLS);
        assertEquals(List.of("files__new", "web__echo"), tools(one));
        assertEquals(List.of("files__new", "web__echo"), tools(other));
        assertEquals("files: new", one.call("files__new"));
    }

    @Test
    void changesCloseTogetherAreToldOnce() {
        scene.add(files.capability("logging"));
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        Reply listening = client.listen();
        for (int i = 0; i < 50; i++) {
            files.child().tell(TOOLS, "{}");
            files.child().tell("notifications/prompts/list_changed", "{}");
        }
        listening.events().awaitMethod(TOOLS);
        scene.updateServer("files", "{\"description\": \"a later end\"}");
        files.child().tell("notifications/message", "{\"level\": \"error\", \"data\": \"end\"}");
        List<JsonNode> told = new ArrayList<>();
        JsonNode message = listening.events().nextMessage().message();
        while (!message.path("method").asText().equals("notifications/message")) {
            told.add(message);
            message = listening.events().nextMessage().message();
        }
        assertTrue(told.size() < 50, told::toString);
    }

    @Test
    void aListThatAnotherSessionWaitsForIsNotWaitedForAgain() {
        scene.add(files.on(
                "tools/list", (child, request) -> child == files.children().get(0) ? null : files.usual(request)));
        McpScene.Key key = scene.key("");
        McpTestClient waiting = scene.client(key).begun();
        CompletableFuture<Reply> reply = waiting.begin("1", "tools/list", "{}");
        files.childThatReceived("tools/list");
        assertEquals(List.of("files__echo"), tools(scene.client(key).begun()));
        waiting.delete().expect(204);
        reply.join();
    }
}
