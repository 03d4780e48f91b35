package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedChild;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.Exchange;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers ask a client: it comes with the answer to the call that they work on, and its answer goes back to them alone. */
class ServersThatAskIT {
    private static final String ABLE =
            "{\"sampling\": {}, \"elicitation\": {\"form\": {}, \"url\": {}}, \"roots\": {\"listChanged\": true}}";

    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    /** A server that asks, under the id {@code mine}, as soon as its tool is called, and answers with what it is answered. */
    private static ScriptedServer asking(ScriptedServer server, String method, String params) {
        return server.on("tools/call", (child, request) -> {
                    child.ask("\"mine\"", method, params);
                    return null;
                })
                .onAnswer((child, response) -> child.answer(
                        child.awaitReceived("tools/call"),
                        ScriptedServer.text(response.path("result").toString())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sampling/createMessage | {\"messages\": [], \"maxTokens\": 10, \"x\": 1.50}",
                "elicitation/create | {\"message\": \"m\", \"requestedSchema\": {\"type\": \"object\"}}",
                "elicitation/create | {\"mode\": \"url\", \"elicitationId\": \"e\", \"url\": \"https://example.com\"}",
                "roots/list | {}"
            })
    void aServerAsksInTheStreamOfItsCall(String method, String params) throws Exception {
        scene.add(asking(files, method, params));
        McpTestClient client = scene.client().declaring(ABLE).begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        JsonNode asked = reply.events().nextMessage().message();
        assertEquals(method, asked.path("method").asText());
        assertEquals(Exchange.JSON.readTree(params), asked.get("params"));
        assertNotEquals("mine", asked.path("id").asText());
        Reply taken = client.answer(asked, "{\"answer\": [1.50]}").expect(202);
        assertEquals("", taken.text());
        assertEquals(
                "{\"answer\":[1.50]}",
                reply.response().at("/result/content/0/text").asText());
    }

    @Test
    void anErrorIsAnAnswerToo() {
        scene.add(asking(files, "sampling/createMessage", "{}"));
        McpTestClient client = scene.client().declaring(ABLE).begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        JsonNode asked = reply.events().nextMessage().message();
        client.post("{\"jsonrpc\": \"2.0\", \"id\": %s, \"error\": {\"code\": -1, \"message\": \"No\"}}"
                        .formatted(asked.get("id")))
                .expect(202);
        assertEquals(
                "No", files.child().awaitAnswer("mine").at("/error/message").asText());
        assertEquals("mine", files.child().awaitAnswer("mine").path("id").asText());
        reply.response();
    }

    @Test
    void aPingOfAServerIsAnsweredByTheGateway() {
        scene.add(asking(files, "ping", "{}"));
        McpTestClient client = scene.client().begun();
        assertEquals("{}", client.call("files__echo"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sampling/createMessage | {\"elicitation\": {}, \"roots\": {}}",
                "elicitation/create | {\"sampling\": {}, \"roots\": {}}",
                "roots/list | {}",
                "tools/list | " + ABLE
            })
    void aClientIsNeverAskedWhatItHasNotDeclared(String method, String capabilities) {
        scene.add(asking(files, method, "{}"));
        McpTestClient client = scene.client().declaring(capabilities).begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        assertEquals(1, reply.messages().size(), "nothing but the answer");
        assertEquals(-32601, files.child().awaitAnswer("mine").at("/error/code").asInt());
    }

    @Test
    void aServerIsToldWhatItsClientDeclared() {
        scene.add(files);
        scene.client()
                .declaring("{\"sampling\": {\"tools\": {}}, \"experimental\": {\"x\": {}}, \"tasks\": {}}")
                .begun();
        assertEquals(
                "{\"sampling\":{\"tools\":{}},\"experimental\":{\"x\":{}}}",
                files.child()
                        .awaitReceived("initialize")
                        .at("/params/capabilities")
                        .toString());
    }

    @Test
    void twoServersMayChooseTheSameIds() {
        ScriptedServer web = scene.server("web");
        scene.add(
                asking(files, "sampling/createMessage", "{\"of\": \"files\", \"_meta\": {\"progressToken\": 1}}"),
                asking(web, "sampling/createMessage", "{\"of\": \"web\", \"_meta\": {\"progressToken\": 1}}"));
        McpTestClient client = scene.client().declaring(ABLE).begun();
        Reply ofFiles = client.beginCall("1", "files__echo").join();
        Reply ofWeb = client.beginCall("2", "web__echo").join();
        JsonNode files1 = ofFiles.events().nextMessage().message();
        JsonNode web1 = ofWeb.events().nextMessage().message();
        assertEquals("files", files1.at("/params/of").asText());
        assertEquals("web", web1.at("/params/of").asText());
        assertNotEquals(files1.get("id"), web1.get("id"));
        assertNotEquals(files1.at("/params/_meta/progressToken"), web1.at("/params/_meta/progressToken"));

        client.tell(
                        "notifications/progress",
                        "{\"progressToken\": %s, \"progress\": 5}".formatted(web1.at("/params/_meta/progressToken")))
                .expect(202);
        JsonNode progress = web.child().awaitReceived("notifications/progress");
        assertEquals(
                "{\"progressToken\":1,\"progress\":5}", progress.path("params").toString());
        assertFalse(files.child().hasReceived("notifications/progress"));

        client.answer(web1, "{\"for\": \"web\"}");
        client.answer(files1, "{\"for\": \"files\"}");
        assertEquals(
                "{\"for\":\"web\"}",
                ofWeb.response().at("/result/content/0/text").asText());
        assertEquals(
                "{\"for\":\"files\"}",
                ofFiles.response().at("/result/content/0/text").asText());
    }

    @Test
    void twoSessionsDoNotSeeOrAnswerWhatTheOtherIsAsked() {
        scene.add(asking(files, "sampling/createMessage", "{}"));
        McpScene.Key key = scene.key("");
        McpTestClient one = scene.client(key).declaring(ABLE).begun();
        McpTestClient other = scene.client(key).declaring(ABLE).begun();
        Reply ofOne = one.beginCall("1", "files__echo").join();
        JsonNode asked = ofOne.events().nextMessage().message();
        other.answer(asked, "{\"by\": \"other\"}").expect(202);
        Reply ofOther = other.beginCall("1", "files__echo").join();
        JsonNode askedOther = ofOther.events().nextMessage().message();
        other.answer(askedOther, "{\"by\": \"other\"}");
        one.answer(asked, "{\"by\": \"one\"}");
        assertEquals(
                "{\"by\":\"other\"}",
                ofOther.response().at("/result/content/0/text").asText());
        assertEquals(
                "{\"by\":\"one\"}",
                ofOne.response().at("/result/content/0/text").asText());
    }

    @Test
    void progressOfTwoSessionsWithOneTokenOnOneChildIsToldApart() {
        scene.add(files.shared().on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpScene.Key key = scene.key("");
        McpTestClient one = scene.client(key).begun();
        McpTestClient other = scene.client(key).begun();
        Reply ofOne = one.beginCall("1", "files__echo").join();
        Reply ofOther = other.beginCall("1", "files__echo").join();
        ScriptedChild child = files.child();
        List<ObjectNode> calls = child.awaitAll("tools/call", 2);
        assertNotEquals(
                calls.get(0).at("/params/_meta/progressToken"), calls.get(1).at("/params/_meta/progressToken"));
        assertNotEquals(calls.get(0).get("id"), calls.get(1).get("id"));
        child.progress(calls.get(1), 2);
        child.progress(calls.get(0), 1);
        child.answer(calls.get(0), ScriptedServer.text("one"));
        child.answer(calls.get(1), ScriptedServer.text("other"));
        List<JsonNode> messages = ofOne.events().rest();
        assertEquals(2, messages.size());
        assertEquals(1, messages.get(0).at("/params/progress").asInt());
        assertEquals("one", messages.get(1).at("/result/content/0/text").asText());
        messages = ofOther.events().rest();
        assertEquals(2, messages.size());
        assertEquals(2, messages.get(0).at("/params/progress").asInt());
        assertEquals("other", messages.get(1).at("/result/content/0/text").asText());
    }

    @Test
    void aServerThatCancelsWhatItAskedIsHeard() {
        scene.add(files.on("tools/call", (child, request) -> {
            child.ask("\"mine\"", "sampling/createMessage", "{}");
            return null;
        }));
        McpTestClient client = scene.client().declaring(ABLE).begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        JsonNode asked = reply.events().nextMessage().message();
        files.child().tell("notifications/cancelled", "{\"requestId\": \"mine\", \"reason\": \"late\"}");
        JsonNode cancelled = reply.events().nextMessage().message();
        assertEquals("notifications/cancelled", cancelled.path("method").asText());
        assertEquals(asked.get("id"), cancelled.at("/params/requestId"));
        client.answer(asked, "{}").expect(202);
        files.child().answer(files.child().awaitReceived("tools/call"), ScriptedServer.text("done"));
        assertEquals("done", reply.response().at("/result/content/0/text").asText());
        assertEquals(0, files.child().responses());
    }

    @Test
    void aServerIsRefusedWhenTheSessionEnds() {
        scene.add(files.on("tools/call", (child, request) -> {
            child.ask("\"mine\"", "sampling/createMessage", "{}");
            return null;
        }));
        McpTestClient client = scene.client().declaring(ABLE).begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        reply.events().awaitMethod("sampling/createMessage");
        client.delete().expect(204);
        JsonNode refusal = files.child().awaitAnswer("mine");
        assertEquals(-32603, refusal.at("/error/code").asInt());
        assertTrue(refusal.at("/error/message").asText().contains("ended"), refusal::toString);
    }

    @Test
    void whereNobodyCallsAServerAsksWhereTheClientListens() {
        scene.add(files);
        McpTestClient client = scene.client().declaring(ABLE).begun();
        client.call("files__echo");
        Reply listening = client.listen();
        files.child().ask("\"mine\"", "roots/list", "{}");
        JsonNode asked = listening.events().nextMessage().message();
        client.answer(asked, "{\"roots\": []}");
        assertEquals(
                "{\"roots\":[]}",
                files.child().awaitAnswer("mine").path("result").toString());
    }

    @Test
    void aChangeOfRootsIsToldToTheServers() {
        scene.add(files);
        McpTestClient client = scene.client().declaring(ABLE).begun();
        client.call("files__echo");
        client.tell("notifications/roots/list_changed", "{}").expect(202);
        files.child().awaitReceived("notifications/roots/list_changed");
    }
}
