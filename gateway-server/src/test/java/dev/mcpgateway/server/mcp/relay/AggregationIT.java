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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The servers of a configuration as if they were one: names, order, pages, and servers that are not there. */
class AggregationIT {
    private static final String MISSING = "dev.mcpgateway/missing_servers";
    private static final String IMPATIENT = "\"timeouts\": {\"discovery_timeout\": 0.5}";

    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");
    private final ScriptedServer web = scene.server("web");

    @AfterEach
    void close() {
        scene.close();
    }

    private static List<String> names(JsonNode items) {
        List<String> names = new ArrayList<>();
        items.forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    private static List<String> tools(McpTestClient client) {
        return names(client.result("tools/list", "{}").path("tools"));
    }

    @Test
    void toolsAreNamedAfterTheirServersInTheOrderOfTheConfiguration() {
        scene.add(web.tools("fetch", "a"), files.tools("write", "read"));
        McpTestClient client = scene.client().begun();
        JsonNode result = client.result("tools/list", "{}");
        assertEquals(List.of("web__fetch", "web__a", "files__write", "files__read"), names(result.path("tools")));
        assertEquals("web", result.at("/tools/0/x-of").asText());
        assertFalse(result.has("_meta"), result::toString);
        assertFalse(result.has("nextCursor"), result::toString);
        assertEquals("web: fetch", client.call("web__fetch"));
        assertEquals("files: read", client.call("files__read"));
    }

    @Test
    void theListIsTheSameForEverySession() {
        scene.add(web.tools("fetch", "a"), files.tools("write", "read"));
        McpScene.Key key = scene.key("");
        JsonNode one = scene.client(key).begun().result("tools/list", "{}");
        JsonNode other = scene.client(key).begun().result("tools/list", "{}");
        assertEquals(one, other);
    }

    @Test
    void namesStayWhenAServerIsAdded() {
        scene.add(files.tools("read"));
        McpTestClient client = scene.client().begun();
        assertEquals(List.of("files__read"), tools(client));
        scene.add(web.tools("read"));
        assertEquals(List.of("files__read", "web__read"), tools(client));
        assertEquals("web: read", client.call("web__read"));
    }

    @Test
    void namesThatClientsWouldRefuseAreChangedAndWorkAllTheSame() {
        String twin = "x".repeat(80);
        List<String> odd = List.of("dot.ted", "a:b", "a b", "日本", twin + "1", twin + "2", "double__under", "a_b");
        scene.add(files.tools(odd.toArray(String[]::new)));
        scene.add(scene.server("My server.v2").tools("read"));
        McpTestClient client = scene.client().begun();
        List<String> names = tools(client);
        assertEquals(odd.size() + 1, new HashSet<>(names).size());
        for (int i = 0; i < odd.size(); i++) {
            assertTrue(names.get(i).matches("[A-Za-z0-9_-]{1,64}"), names.get(i));
            assertEquals("files: " + odd.get(i), client.call(names.get(i)));
        }
        assertEquals("files__double__under", names.get(6));
        assertEquals("files__a_b", names.get(7));
        String last = names.get(odd.size());
        assertTrue(last.matches("My_server_v2__read_[0-9a-z]{6}"), last);
        assertEquals("My server.v2: read", client.call(last));
    }

    @Test
    void aNameThatCouldBeOfTwoServersIsOfOne() {
        scene.add(scene.server("a").tools("b__c"), scene.server("a__b").tools("c"));
        McpTestClient client = scene.client().begun();
        List<String> names = tools(client);
        assertEquals("a__b__c", names.get(0));
        assertTrue(names.get(1).matches("a__b__c_[0-9a-z]{6}"), names.get(1));
        assertEquals("a: b__c", client.call(names.get(0)));
        assertEquals("a__b: c", client.call(names.get(1)));
    }

    @Test
    void aDeadServerDoesNotHideAToolWithAChangedNameOfItsNeighbour() {
        scene.addServer("{\"server_name\": \"a\", \"server_command\": \"false\"}");
        scene.add(scene.server("a__b").tools("c"));
        McpTestClient client = scene.client().begun();
        List<String> names = tools(client);
        assertEquals("a__b: c", client.call(names.get(0)));
    }

    @Test
    void anUnknownToolIsAnErrorOfItsParameters() {
        scene.add(files.tools("read"));
        McpTestClient client = scene.client().begun();
        for (String name :
                List.of("files__write", "read", "files", "files__", "__read", "", "web__read", "files__x_abcdef")) {
            JsonNode error = client.error("tools/call", "{\"name\": \"" + name + "\"}");
            assertEquals(-32602, error.path("code").asInt(), name);
        }
        assertEquals(0, files.received("tools/call"));
    }

    @Test
    void parametersThatAreNoneAreRefused() {
        scene.add(files);
        McpTestClient client = scene.client().begun();
        for (String params : List.of("{}", "[]", "{\"name\": 1}", "{\"name\": \"files__echo\", \"arguments\": [1]}")) {
            assertEquals(-32602, client.error("tools/call", params).path("code").asInt(), params);
        }
        assertEquals(
                -32602,
                client.error("tools/list", "{\"cursor\": 1}").path("code").asInt());
        assertEquals(
                -32602,
                client.error("logging/setLevel", "{\"level\": \"loud\"}")
                        .path("code")
                        .asInt());
        assertEquals(
                -32602,
                client.error("completion/complete", "{\"ref\": {\"type\": \"ref/tool\"}}")
                        .path("code")
                        .asInt());
        assertEquals(-32602, client.error("resources/read", "{}").path("code").asInt());
        assertEquals(-32602, client.error("prompts/get", "{}").path("code").asInt());
    }

    @Test
    void manyToolsComeInPagesThatMissNoneAndRepeatNone() {
        String[] many = IntStream.range(0, 2_500).mapToObj(i -> "t" + i).toArray(String[]::new);
        scene.add(files.tools(many).pagesOf(100), web.tools("last"));
        McpTestClient client = scene.client().begun();
        List<String> all = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            JsonNode result = client.result("tools/list", cursor == null ? "{}" : "{\"cursor\": \"" + cursor + "\"}");
            all.addAll(names(result.path("tools")));
            cursor = result.path("nextCursor").textValue();
            pages++;
        } while (cursor != null);
        assertEquals(3, pages);
        assertEquals(2_501, all.size());
        for (int i = 0; i < 2_500; i++) {
            assertEquals("files__t" + i, all.get(i));
        }
        assertEquals("web__last", all.get(2_500));
        assertEquals("files: t2499", client.call("files__t2499"));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String[] many = IntStream.range(0, 1_001).mapToObj(i -> "t" + i).toArray(String[]::new);
        scene.add(files.tools(many).prompts(many));
        McpTestClient client = scene.client().begun();
        String cursor = client.result("tools/list", "{}").path("nextCursor").asText();
        scene.add(web);
        for (String wrong : List.of(cursor, "", "x", "MQ", "LTEuYQ")) {
            assertEquals(
                    -32602,
                    client.error("tools/list", "{\"cursor\": \"" + wrong + "\"}")
                            .path("code")
                            .asInt(),
                    wrong);
        }
    }

    @Test
    void aDeadServerIsNamedWhileTheOthersAreListed() {
        scene.addServer("{\"server_name\": \"dead\", \"server_command\": \"false\"}");
        scene.add(files);
        McpTestClient client = scene.client().begun();
        JsonNode result = client.result("tools/list", "{}");
        assertEquals(List.of("files__echo"), names(result.path("tools")));
        JsonNode missing = result.path("_meta").path(MISSING);
        assertEquals(1, missing.size());
        assertEquals("dead", missing.at("/0/name").asText());
        assertFalse(missing.at("/0/reason").asText().isEmpty());
        assertEquals("files: echo", client.call("files__echo"));
        assertTrue(client.error("tools/call", "{\"name\": \"dead__x\"}")
                .path("message")
                .asText()
                .contains("dead"));
    }

    @Test
    void anEmptyListIsNoSuccessWhileAllServersAreDead() {
        scene.addServer("{\"server_name\": \"dead\", \"server_command\": \"false\"}");
        scene.addServer("{\"server_name\": \"gone\", \"server_command\": \"no-such-command\"}");
        McpTestClient client = scene.client().begun();
        JsonNode error = client.error("tools/list", "{}");
        assertEquals(-32603, error.path("code").asInt());
        assertEquals("dead", error.at("/data/servers/0/name").asText());
        assertEquals("gone", error.at("/data/servers/1/name").asText());
    }

    @Test
    void aProjectWithoutServersHasNoTools() {
        assertEquals(List.of(), tools(scene.client().begun()));
    }

    @Test
    void aSilentServerHoldsUpNobodyWhoCallsItsNeighbour() {
        ScriptedServer silent = scene.server("silent")
                .settings("\"timeouts\": {\"startup_timeout\": 600}")
                .on("initialize", ScriptedServer.Behaviour.SILENT);
        scene.add(silent, files.prompts("hello").resources("file:///a"));
        McpTestClient client = scene.client().begun();
        assertEquals("files: echo", client.call("files__echo"));
        client.result("prompts/get", "{\"name\": \"files__hello\"}");
        client.result("resources/read", "{\"uri\": \"file:///a\"}");
        // The other one still has not been heard of.
        assertEquals(0, silent.received("tools/list"));
        assertEquals(1, silent.running());
    }

    @Test
    void aServerThatDoesNotListInTimeIsNamedAndTheClientIsToldWhenItHas() {
        ScriptedServer slow = scene.server("slow")
                .settings(IMPATIENT + ", \"sharing\": \"shared\"")
                .on("initialize", ScriptedServer.Behaviour.SILENT);
        scene.add(slow, files);
        McpTestClient client = scene.client().begun();
        Reply listening = client.listen();
        JsonNode result = client.result("tools/list", "{}");
        assertEquals(List.of("files__echo"), names(result.path("tools")));
        assertEquals("slow", result.path("_meta").path(MISSING).at("/0/name").asText());
        var request = slow.child().awaitReceived("initialize");
        slow.child().answer(request, slow.usual(request));
        listening.events().awaitMethod("notifications/tools/list_changed");
        assertEquals(List.of("slow__echo", "files__echo"), tools(client));
    }

    @Test
    void aServerThatEndsDuringACallSaysSoAndIsStartedAgain() {
        scene.add(files.tools("crash", "echo").on("tools/call crash", (child, request) -> {
            child.crash();
            return null;
        }));
        McpTestClient client = scene.client().begun();
        assertEquals(
                -32603,
                client.error("tools/call", "{\"name\": \"files__crash\"}")
                        .path("code")
                        .asInt());
        Eventually.await("a new child", () -> client.request("tools/call", "{\"name\": \"files__echo\"}")
                .response()
                .has("result"));
        assertEquals(2, files.children().size());
    }
}
