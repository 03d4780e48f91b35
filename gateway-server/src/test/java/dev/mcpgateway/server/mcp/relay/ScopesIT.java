package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedChild;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the servers a key has before it, what it may do with it, and how that is counted. */
class ScopesIT {
    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");
    private final ScriptedServer web = scene.server("web");

    @AfterEach
    void close() {
        scene.close();
    }

    private static String tools(McpTestClient client) {
        return String.join(
                " ",
                StreamSupport.stream(
                                client.result("tools/list", "{}").path("tools").spliterator(), false)
                        .map(tool -> tool.path("name").asText())
                        .toList());
    }

    private static void refused(Reply reply) {
        reply.expect(403);
        assertEquals("insufficient_scope", reply.body().at("/error/code").asText());
        assertEquals("permission_error", reply.body().at("/error/type").asText());
        assertFalse(reply.body().has("jsonrpc"));
    }

    @Test
    void theToolsThatAServerNamesAreTheOnlyOnesItHas() {
        scene.add(files.tools("read", "write").settings("\"tools\": {\"read\": \"Reads\", \"gone\": {}}"));
        McpTestClient client = scene.client().begun();
        assertEquals("files__read", tools(client));
        assertEquals("files: read", client.call("files__read"));
        assertEquals(
                -32602,
                client.error("tools/call", "{\"name\": \"files__write\"}")
                        .path("code")
                        .asInt());
        assertEquals(1, files.received("tools/call"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools:list | files__read files__write web__read | ''",
                "tools:call | files__read files__write web__read | files__read files__write web__read",
                "tools:call:files | files__read files__write | files__read files__write",
                "tools:call:files/read | files__read | files__read",
                "tools:call:other | '' | ''",
            })
    void aKeySeesAndCallsWhatItsScopesName(String scope, String listed, String callable) {
        scene.add(files.tools("read", "write"), web.tools("read"));
        McpTestClient client =
                scene.client(scene.key("\"scopes\": [\"" + scope + "\"]")).begun();
        assertEquals(listed, tools(client));
        TreeSet<String> called = new TreeSet<>();
        for (String tool : List.of("files__read", "files__write", "web__read")) {
            Reply reply = client.request("tools/call", "{\"name\": \"" + tool + "\"}");
            if (reply.status() == 200) {
                called.add(tool);
            } else {
                refused(reply);
            }
        }
        assertEquals(callable, String.join(" ", called));
        assertEquals(called.size(), files.received("tools/call") + web.received("tools/call"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools:list | tools/list | {} | true",
                "tools:list | tools/call | {\"name\": \"files__read\"} | false",
                "tools:call | tools/call | {\"name\": \"files__read\"} | true",
                "tools:call | tools/list | {} | true",
                "tools:call:files | tools/call | {\"name\": \"files__read\"} | true",
                "tools:call:files | tools/call | {\"name\": \"web__fetch\"} | false",
                "tools:call:files/read | tools/call | {\"name\": \"files__read\"} | true",
                "tools:call:files/read | tools/call | {\"name\": \"files__write\"} | false",
                "resources:read | resources/read | {} | true",
                "resources:read | prompts/get | {} | false",
                "prompts:read | prompts/list | {} | true",
                "prompts:read | tools/list | {} | false",
                "prompts:read | completion/complete | {\"ref\": {\"type\": \"ref/prompt\"}} | true",
                "prompts:read | completion/complete | {\"ref\": {\"type\": \"ref/resource\"}} | false",
                "usage:read | ping | {} | true",
                "usage:read | logging/setLevel | {\"level\": \"debug\"} | true"
            })
    void aScopeOpensTheMethodsThatItNames(String scope, String method, String params, boolean isOpen) {
        scene.add(files.tools("read", "write"), web.tools("fetch"));
        McpTestClient client =
                scene.client(scene.key("\"scopes\": [\"" + scope + "\"]")).begun();
        Reply reply = client.request(method, params);
        if (isOpen) {
            reply.expect(200);
        } else {
            refused(reply);
        }
    }

    @Test
    void aRefusedCallReachesNoServer() {
        scene.add(files);
        McpTestClient client =
                scene.client(scene.key("\"scopes\": [\"tools:call:web\"]")).begun();
        refused(client.request("tools/call", "{\"name\": \"files__echo\"}"));
        assertEquals(0, files.received("tools/list"));
        assertEquals(0, files.received("tools/call"));
    }

    @ParameterizedTest
    @CsvSource({
        "tools:call:web, files__my_string",
        "tools:call:files/other, files__my_string",
        "tools:call:files/my_other, files__my_string",
    })
    void aRefusedCallReachesNoServerAlsoWhereItsNameLooksChanged(String scope, String tool) {
        scene.add(files.tools("my_string", "other"));
        McpTestClient client =
                scene.client(scene.key("\"scopes\": [\"" + scope + "\"]")).begun();
        refused(client.request("tools/call", "{\"name\": \"" + tool + "\"}"));
        assertEquals(0, files.received("tools/list"));
    }

    @Test
    void aNameThatLooksChangedIsFoundByAKeyThatMayCallThatToolAlone() {
        scene.add(files.tools("my_string", "with space"));
        McpTestClient both = scene.client().begun();
        String changed = tools(both).replace("files__my_string", "").strip();
        for (String toolScope : List.of("my_string", "with%20space")) {
            McpTestClient client = scene.client(scene.key("\"scopes\": [\"tools:call:files/" + toolScope + "\"]"))
                    .begun();
            String exposed = toolScope.equals("my_string") ? "files__my_string" : changed;
            assertEquals("files: " + toolScope.replace("%20", " "), client.call(exposed));
        }
    }

    @Test
    void aCallThatStillLooksForItsToolIsRefusedAfterAChangeOfScopes() {
        scene.add(files.tools("read").on("tools/list", ScriptedServer.Behaviour.SILENT));
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        Reply listening = client.listen();
        var reply = client.beginCall("7", "files__read");
        ScriptedChild child = files.childThatReceived("tools/list");
        scene.gateway()
                .patch("/api/v1/api-keys/" + key.id(), "{\"scopes\": [\"tools:call:web\"]}")
                .expect(200);
        listening.events().awaitMethod("notifications/tools/list_changed");

        ObjectNode request = child.awaitReceived("tools/list");
        child.answer(request, files.usual(request));

        Reply answer = reply.join();
        if (answer.isStream()) {
            assertTrue(answer.response().has("error"), answer::toString);
        } else {
            refused(answer);
        }
        assertEquals(0, files.received("tools/call"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources/list",
                "resources/templates/list",
                "resources/read",
                "resources/subscribe",
                "resources/unsubscribe",
                "prompts/list",
                "prompts/get"
            })
    void resourcesAndPromptsNeedScopesOfTheirOwn(String method) {
        scene.add(files.resources("file:///a").prompts("hello"));
        String params = "{\"uri\": \"file:///a\", \"name\": \"files__hello\"}";
        McpTestClient without =
                scene.client(scene.key("\"scopes\": [\"tools:call\"]")).begun();
        refused(without.request(method, params));
        assertEquals(0, files.received(method));
        McpTestClient with = scene.client(scene.key("\"scopes\": [\"resources:read\", \"prompts:read\"]"))
                .begun();
        with.request(method, params).expect(200);
    }

    @Test
    void aChangeOfScopesHoldsForTheSessionsThereAre() {
        scene.add(files.tools("read", "write"));
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        Reply listening = client.listen();
        assertEquals("files__read files__write", tools(client));
        scene.gateway()
                .patch("/api/v1/api-keys/" + key.id(), "{\"scopes\": [\"tools:call:files/read\"]}")
                .expect(200);
        refused(client.request("tools/call", "{\"name\": \"files__write\"}"));
        assertEquals("files__read", tools(client));
        listening.events().awaitMethod("notifications/tools/list_changed");
    }

    private JsonNode usage(McpScene.Key key) {
        return scene.gateway().data(scene.gateway().get("/api/v1/api-keys/" + key.id() + "/usage"));
    }

    private static String counted(JsonNode usage) {
        TreeSet<String> endpoints = new TreeSet<>();
        usage.path("endpoints")
                .forEach(endpoint -> endpoints.add(endpoint.path("endpoint").asText() + " "
                        + endpoint.path("count").asText() + "/"
                        + endpoint.path("errors").asText()));
        return String.join(", ", endpoints);
    }

    @Test
    void callsAreCountedUnderTheNamesOfServerAndTool() {
        scene.add(files.tools("read", "odd.name", "fail", "refuse")
                .on("tools/call fail", (child, request) -> ScriptedServer.text("no")
                        .put("isError", true))
                .on("tools/call refuse", (child, request) -> {
                    child.send("{\"jsonrpc\": \"2.0\", \"id\": " + request.get("id")
                            + ", \"error\": {\"code\": -32000, \"message\": \"No\"}}");
                    return null;
                }));
        McpScene.Key key = scene.key("");
        McpTestClient client = scene.client(key).begun();
        List<String> names = List.of(tools(client).split(" "));
        client.call(names.get(0));
        client.call(names.get(0));
        client.call(names.get(1));
        client.call(names.get(2));
        client.error("tools/call", "{\"name\": \"" + names.get(3) + "\"}");
        client.result("ping", "{}");
        JsonNode usage = usage(key);
        assertEquals(
                "POST /mcp 2/0, tools/call:files/fail 1/1, tools/call:files/odd.name 1/0, "
                        + "tools/call:files/read 2/0, tools/call:files/refuse 1/1",
                counted(usage));
        assertEquals(7, usage.path("total_requests").asInt());
    }

    @Test
    void refusedRequestsAreCountedAsErrors() {
        scene.add(files);
        McpScene.Key key = scene.key("\"scopes\": [\"tools:list\"]");
        McpTestClient client = scene.client(key).begun();
        refused(client.request("tools/call", "{\"name\": \"files__echo\"}"));
        client.with("Accept", "text/html").request("tools/list", "{}").expect(406);
        client.with("Accept", null).with("Mcp-Session-Id", "none");
        client.request("tools/list", "{}").expect(404);
        client.with("Mcp-Session-Id", null).request("tools/list", "{}").expect(400);
        JsonNode usage = usage(key);
        assertEquals("POST /mcp 4/3, tools/call:files/echo 1/1", counted(usage));
        assertEquals(1, usage.at("/status_counts/404").asInt(), usage::toString);
    }

    @Test
    void whatIsOverTheLimitIsRefusedAndSaysWhenItWillNotBe() {
        scene.add(files);
        McpScene.Key key = scene.key("\"rate_limit\": {\"limit\": 2, \"window_seconds\": 600}");
        McpTestClient client = scene.client(key).begun();
        client.call("files__echo");
        Reply limited =
                client.request("tools/call", "{\"name\": \"files__echo\"}").expect(429);
        assertEquals("rate_limit_exceeded", limited.body().at("/error/code").asText());
        assertTrue(Integer.parseInt(limited.header("Retry-After")) > 0);
        client.request("ping", "{}").expect(200);
        client.tell("notifications/cancelled", "{\"requestId\": 1}").expect(202);
        client.listen().expect(200).events().close();
        assertEquals(1, files.received("tools/call"));
        client.delete().expect(204);
    }

    @Test
    void theLimitIsToldInStreamsToo() {
        scene.add(files.on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text("done");
        }));
        McpScene.Key key = scene.key("\"rate_limit\": {\"limit\": 9, \"window_seconds\": 600}");
        Reply reply = scene.client(key).begun().beginCall("1", "files__echo").join();
        assertTrue(reply.isStream());
        assertEquals("\"custom\";r=7;t=600", reply.header("RateLimit"));
    }
}
