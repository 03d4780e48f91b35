package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resources with their servers' own URIs, prompts with names like tools, and completions for both. */
class ResourcesAndPromptsIT {
    private static final String UPDATED = "notifications/resources/updated";

    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");
    private final ScriptedServer web = scene.server("web");

    @AfterEach
    void close() {
        scene.close();
    }

    private static String read(McpTestClient client, String uri) {
        return client.result("resources/read", "{\"uri\": \"" + uri + "\"}")
                .at("/contents/0/text")
                .asText();
    }

    private static String uri(String uri) {
        return "{\"uri\": \"" + uri + "\"}";
    }

    @Test
    void aResourceIsReadFromTheServerThatHasIt() {
        scene.add(files.resources("file:///a"), web.resources("web://b"));
        McpTestClient client = scene.client().begun();
        JsonNode list = client.result("resources/list", "{}").path("resources");
        assertEquals("file:///a", list.at("/0/uri").asText());
        assertEquals("web://b", list.at("/1/uri").asText());
        assertEquals("files", read(client, "file:///a"));
        assertEquals("web", read(client, "web://b"));
    }

    @Test
    void aUriOfTwoServersIsOfTheFirst() {
        scene.add(files.resources("x://same", "x://one"), web.resources("x://same", "x://two"));
        McpTestClient client = scene.client().begun();
        JsonNode list = client.result("resources/list", "{}").path("resources");
        assertEquals(3, list.size());
        assertEquals("files", list.at("/0/x-of").asText());
        for (int i = 0; i < 3; i++) {
            assertEquals("files", read(client, "x://same"));
        }
        assertEquals("web", read(client, "x://two"));
    }

    @Test
    void aUriOfATemplateIsReadFromTheServerThatHasTheTemplate() {
        scene.add(files.templates("file:///{path}"), web.templates("web://{host}/page{?q}"));
        McpTestClient client = scene.client().begun();
        assertEquals(
                2,
                client.result("resources/templates/list", "{}")
                        .path("resourceTemplates")
                        .size());
        assertEquals("web", read(client, "web://example.com/page?q=1"));
        assertEquals("files", read(client, "file:///deep/er"));
    }

    @Test
    void aUriThatNobodyListsIsAskedForOneServerAfterTheOther() {
        scene.add(
                files.resources("file:///a").on("resources/read", (child, request) -> {
                    child.send("{\"jsonrpc\": \"2.0\", \"id\": " + request.get("id")
                            + ", \"error\": {\"code\": -32002, \"message\": \"Resource not found\"}}");
                    return null;
                }),
                web.resources("web://a"));
        McpTestClient client = scene.client().begun();
        assertEquals("web", read(client, "linked://from/a/tool"));
    }

    @Test
    void aUriOfNoServerIsNotFound() {
        scene.add(files);
        JsonNode error = scene.client().begun().error("resources/read", uri("x://none"));
        assertEquals(-32002, error.path("code").asInt());
        assertEquals("x://none", error.at("/data/uri").asText());
    }

    @Test
    void promptsAreNamedLikeTools() {
        scene.add(files.prompts("hello", "odd.name"), web.prompts("hello"));
        McpTestClient client = scene.client().begun();
        JsonNode list = client.result("prompts/list", "{}").path("prompts");
        assertEquals("files__hello", list.at("/0/name").asText());
        String odd = list.at("/1/name").asText();
        assertTrue(odd.matches("files__odd_name_[0-9a-z]{6}"), odd);
        assertEquals("web__hello", list.at("/2/name").asText());
        assertEquals("web: hello", prompt(client, "web__hello"));
        assertEquals("files: odd.name", prompt(client, odd));
        assertEquals(
                -32602,
                client.error("prompts/get", "{\"name\": \"web__odd\"}")
                        .path("code")
                        .asInt());
    }

    private static String prompt(McpTestClient client, String name) {
        return client.result("prompts/get", "{\"name\": \"" + name + "\"}")
                .at("/messages/0/content/text")
                .asText();
    }

    @Test
    void completionsComeFromTheServerOfThePromptOrTheTemplate() {
        scene.add(
                files.prompts("hello").templates("file:///{path}").capability("completions"),
                web.prompts("hello").templates("web://{host}").capability("completions"));
        McpTestClient client = scene.client().begun();
        assertEquals(
                "web: {\"type\":\"ref/prompt\",\"name\":\"hello\",\"title\":\"kept\"}",
                completion(client, "{\"type\": \"ref/prompt\", \"name\": \"web__hello\", \"title\": \"kept\"}"));
        assertEquals(
                "web: {\"type\":\"ref/resource\",\"uri\":\"web://{host}\"}",
                completion(client, "{\"type\": \"ref/resource\", \"uri\": \"web://{host}\"}"));
    }

    private static String completion(McpTestClient client, String ref) {
        return client.result(
                        "completion/complete",
                        "{\"ref\": " + ref + ", \"argument\": {\"name\": \"x\", \"value\": \"v\"}}")
                .at("/completion/values/0")
                .asText();
    }

    @Test
    void updatesGoToSubscribersAlone() {
        scene.add(files.shared().resources("file:///a", "file:///b"));
        McpScene.Key key = scene.key("");
        McpTestClient one = scene.client(key).begun();
        McpTestClient other = scene.client(key).begun();
        one.result("resources/subscribe", uri("file:///a"));
        other.result("resources/subscribe", uri("file:///b"));
        Reply ofOne = one.listen();
        Reply ofOther = other.listen();
        files.child().tell(UPDATED, uri("file:///a"));
        files.child().tell(UPDATED, uri("file:///b"));
        files.child().tell("notifications/prompts/list_changed", "{}");
        assertEquals(
                "file:///a",
                ofOne.events().nextMessage().message().at("/params/uri").asText());
        assertEquals(
                "notifications/prompts/list_changed",
                ofOne.events().nextMessage().message().path("method").asText());
        assertEquals(
                "file:///b",
                ofOther.events().nextMessage().message().at("/params/uri").asText());
        assertEquals(1, files.children().size());
    }

    @Test
    void aServerIsToldOfTheEndOfTheLastSubscriptionAlone() {
        scene.add(files.shared().resources("file:///a"));
        McpScene.Key key = scene.key("");
        McpTestClient one = scene.client(key).begun();
        McpTestClient other = scene.client(key).begun();
        one.result("resources/subscribe", uri("file:///a"));
        other.result("resources/subscribe", uri("file:///a"));
        one.result("resources/unsubscribe", uri("file:///a"));
        assertFalse(files.child().hasReceived("resources/unsubscribe"));
        Reply listening = other.listen();
        files.child().tell(UPDATED, uri("file:///a"));
        listening.events().awaitMethod(UPDATED);
        other.delete().expect(204);
        files.child().awaitReceived("resources/unsubscribe");
    }

    @Test
    void aSubscriptionOutlivesTheProcess() {
        scene.add(files.resources("file:///a"));
        McpTestClient client = scene.client().begun();
        client.result("resources/subscribe", uri("file:///a"));
        Reply listening = client.listen();
        files.child().crash();
        Eventually.await("a new child", () -> client.request("tools/call", "{\"name\": \"files__echo\"}")
                .response()
                .has("result"));
        files.child(2).awaitReceived("resources/subscribe");
        files.child().tell(UPDATED, uri("file:///a"));
        listening.events().awaitMethod(UPDATED);
    }

    @Test
    void aRefusedSubscriptionIsNone() {
        scene.add(files.resources("file:///a").on("resources/subscribe", (child, request) -> {
            child.send("{\"jsonrpc\": \"2.0\", \"id\": " + request.get("id")
                    + ", \"error\": {\"code\": -32000, \"message\": \"No\"}}");
            return null;
        }));
        McpTestClient client = scene.client().begun();
        assertEquals(
                -32000,
                client.error("resources/subscribe", uri("file:///a"))
                        .path("code")
                        .asInt());
        Reply listening = client.listen();
        files.child().tell(UPDATED, uri("file:///a"));
        files.child().tell("notifications/prompts/list_changed", "{}");
        assertEquals(
                "notifications/prompts/list_changed",
                listening.events().nextMessage().message().path("method").asText());
    }

    @Test
    void logMessagesBelowTheLevelAreNotSent() {
        scene.add(files.capability("logging"));
        McpTestClient client = scene.client().begun();
        client.result("logging/setLevel", "{\"level\": \"warning\"}");
        client.call("files__echo");
        assertEquals(
                "warning",
                files.child()
                        .awaitReceived("logging/setLevel")
                        .at("/params/level")
                        .asText());
        Reply listening = client.listen();
        files.child().tell("notifications/message", "{\"level\": \"info\", \"data\": \"low\"}");
        files.child().tell("notifications/message", "{\"level\": \"error\", \"data\": \"high\"}");
        assertEquals(
                "high",
                listening.events().nextMessage().message().at("/params/data").asText());
        client.result("logging/setLevel", "{\"level\": \"debug\"}");
        assertEquals(
                "debug",
                files.child()
                        .awaitAll("logging/setLevel", 2)
                        .get(1)
                        .at("/params/level")
                        .asText());
        files.child().tell("notifications/message", "{\"level\": \"info\", \"data\": \"low\"}");
        assertEquals(
                "low",
                listening.events().nextMessage().message().at("/params/data").asText());
    }
}
