package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.ScriptedChild;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which sessions share a process, and that none is left of those that are over. */
class SharingIT {
    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    private List<McpTestClient> sessions(int count, McpScene.Key key) {
        List<McpTestClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(scene.client(key).begun());
        }
        clients.parallelStream().forEach(client -> assertEquals("files: echo", client.call("files__echo")));
        return clients;
    }

    @Test
    void sixteenSessionsShareOneProcessOfASharedServer() {
        scene.add(files.shared());
        sessions(16, scene.key(""));
        assertEquals(1, files.children().size());
    }

    @Test
    void aProcessPerKeyIsSharedByTheSessionsOfThatKey() {
        scene.add(files.settings("\"sharing\": \"per_key\""));
        sessions(3, scene.key(""));
        sessions(3, scene.key(""));
        assertEquals(2, files.children().size());
    }

    @Test
    void twoSessionsOfOneKeyHaveTwoProcesses() {
        scene.add(files.capability("logging"));
        List<McpTestClient> clients = sessions(2, scene.key(""));
        assertEquals(2, files.children().size());
        var ofFirst = clients.get(0).listen();
        var ofSecond = clients.get(1).listen();
        files.children().get(0).tell("notifications/message", "{\"level\": \"error\", \"data\": \"0\"}");
        files.children().get(1).tell("notifications/message", "{\"level\": \"error\", \"data\": \"1\"}");
        String first =
                ofFirst.events().nextMessage().message().at("/params/data").asText();
        String second =
                ofSecond.events().nextMessage().message().at("/params/data").asText();
        assertTrue(List.of("01", "10").contains(first + second), first + second);
    }

    @Test
    void whatASharedServerLogsOnceTwoKeysUseItIsHeardByNeither() {
        scene.add(files.shared()
                .tools("echo", "slow")
                .capability("logging")
                .on("tools/call slow", ScriptedServer.Behaviour.SILENT));
        McpTestClient one = scene.client().begun();
        McpTestClient two = scene.client().begun();
        one.result("logging/setLevel", "{\"level\": \"debug\"}");
        two.result("logging/setLevel", "{\"level\": \"debug\"}");
        one.call("files__echo");
        var reply = two.beginCall("7", "files__slow");
        ScriptedChild child = files.child();
        ObjectNode request = child.awaitAll("tools/call", 2).get(1);

        child.tell("notifications/message", "{\"level\": \"error\", \"data\": \"late, and of the first\"}");
        child.progress(request, 1);
        child.answer(request, ScriptedServer.text("done"));

        assertEquals(
                List.of("notifications/progress", ""),
                reply.join().messages().stream()
                        .map(message -> message.path("method").asText())
                        .toList());
    }

    @Test
    void whatASharedServerLogsIsHeardByTheOnlyKeysClientThatCalls() {
        scene.add(files.shared().capability("logging").on("tools/call", (child, request) -> {
            child.tell("notifications/message", "{\"level\": \"error\", \"data\": \"mine\"}");
            return ScriptedServer.text("done");
        }));
        McpScene.Key key = scene.key("");
        scene.client(key).begun().call("files__echo");
        McpTestClient one = scene.client(key).begun();
        scene.client().begun();
        assertEquals(
                "mine",
                one.beginCall("7", "files__echo")
                        .join()
                        .messages()
                        .get(0)
                        .at("/params/data")
                        .asText());
    }

    @Test
    void nothingIsLeftOfTwoHundredSessions() {
        scene.add(files);
        McpScene.Key key = scene.key("");
        for (int round = 0; round < 3; round++) {
            sessions(50, key).parallelStream().forEach(client -> client.delete().expect(204));
            Eventually.await("the end of all processes", () -> scene.processes() == 0);
        }
        sessions(50, key);
        scene.gateway().post("/api/v1/api-keys/" + key.id() + "/revoke", null).expect(200);
        Eventually.await("the end of all processes", () -> scene.processes() == 0);
        assertTrue(files.children().size() >= 200);
    }

    @Test
    void theEndOfTheGatewayIsTheEndOfAllProcesses() {
        scene.add(files, scene.server("web").shared());
        sessions(5, scene.key(""));
        scene.gateway().close();
        Eventually.await("the end of all processes", () -> scene.processes() == 0);
    }
}
