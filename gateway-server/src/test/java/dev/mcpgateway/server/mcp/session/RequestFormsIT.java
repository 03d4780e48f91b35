package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import dev.mcpgateway.server.testing.Exchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of requests: what is one, what its id may be, and in which form its answer comes. */
class RequestFormsIT {
    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "-1",
                "9223372036854775807",
                "123456789012345678901234567890",
                "\"\"",
                "\"1\"",
                "\"a b \\u00e9 \\ud83d\\ude00\""
            })
    void anIdComesBackAsItWasSent(String id) throws Exception {
        JsonNode response =
                scene.client().begun().request(id, "ping", "{}").expect(200).response();
        assertEquals(Exchange.JSON.readTree(id), response.get("id"));
        assertTrue(response.path("result").isObject(), response::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "1.0", "1e2", "true", "{}", "[1]"})
    void whatIsNoIdIsInvalid(String id) {
        Reply reply = scene.client().begun().request(id, "ping", "{}").expect(400);
        assertEquals(-32600, reply.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\": \"1.0\", \"id\": 5, \"method\": \"ping\"}",
                "{\"id\": 5, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": 5, \"method\": 7}",
                "{\"jsonrpc\": \"2.0\", \"id\": 5}",
            })
    void aMessageOfAnotherFormIsInvalidUnderItsOwnId(String body) {
        Reply reply = scene.client().begun().post(body).expect(400);
        assertEquals(-32600, reply.code());
        assertEquals(5, reply.body().path("id").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | -32600",
                "[{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}] | -32600",
                "{ | -32700",
                "'' | -32700",
                "null | -32700",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}{} | -32700",
            })
    void whatIsNotOneMessageIsRefused(String body, int code) {
        assertEquals(code, scene.client().begun().post(body).expect(400).code());
    }

    @Test
    void aBodyThatDoesNotSayItIsJsonIsRefused() {
        McpTestClient client = scene.client().begun();
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"}) {
            client.with("Content-Type", type).request("ping", "{}").expect(415);
        }
        client.with("Content-Type", null).request("ping", "{}").expect(415);
        client.with("Content-Type", "Application/JSON; charset=utf-8")
                .request("ping", "{}")
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/nothing", "", "rpc.discover", "notifications/initialized", "sampling/createMessage"})
    void aMethodThatIsNoneIsNotFound(String method) {
        Reply reply = scene.client().begun().request(method, "{}").expect(200);
        assertEquals(-32601, reply.code());
    }

    @Test
    void twoRequestsUnderWayHaveTwoIds() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        CompletableFuture<Reply> first = client.beginCall("7", "files__echo");
        files.childThatReceived("tools/call");
        assertEquals(-32600, client.request("7", "ping", "{}").expect(400).code());
        // The same digits in another type are another id.
        client.request("\"7\"", "ping", "{}").expect(200);
        files.child().answer(files.child().awaitReceived("tools/call"), ScriptedServer.text("done"));
        assertEquals(
                "done", first.join().response().at("/result/content/0/text").asText());
        client.request("7", "ping", "{}").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, text/plain;q=0", "application/json;q=0"})
    void aClientThatTakesNeitherFormIsRefused(String accept) {
        McpTestClient client = scene.client().begun().with("Accept", accept);
        client.request("ping", "{}").expect(406);
        client.listen().expect(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json, text/event-stream", "application/*;q=0.5, TEXT/Event-Stream"})
    void aClientThatTakesBothFormsHasASoonAnswerAsJson(String accept) {
        Reply reply = scene.client()
                .begun()
                .with("Accept", accept)
                .request("ping", "{}")
                .expect(200);
        assertFalse(reply.isStream());
        assertEquals("application/json; charset=utf-8", reply.header("Content-Type"));
    }

    @Test
    void aClientThatTakesEventsAloneIsAnsweredInEvents() {
        McpTestClient client =
                scene.client().with("Accept", "text/event-stream").begun();
        Reply reply = client.request("ping", "{}").expect(200);
        assertTrue(reply.isStream());
        assertTrue(reply.response().has("result"));
        reply.events().rest();
    }

    @Test
    void aClientThatTakesJsonAloneHasNotificationsWhereItListens() {
        scene.add(files.on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text("done");
        }));
        McpTestClient client = scene.client().begun().with("Accept", "application/json");
        Reply reply = client.beginCall("1", "files__echo").join();
        assertFalse(reply.isStream());
        assertEquals("done", reply.response().at("/result/content/0/text").asText());
        client.listen().expect(406);
        JsonNode progress =
                client.with("Accept", "text/event-stream").listen().events().awaitMethod("notifications/progress");
        assertEquals("mine", progress.at("/params/progressToken").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 100_000})
    void aBodyThatIsNestedTooDeepIsRefused(int depth) {
        Reply reply = scene.client()
                .begun()
                .request(
                        "tools/call", "{\"name\": \"a\", \"arguments\": " + "[".repeat(depth) + "]".repeat(depth) + "}")
                .expect(400);
        assertEquals(-32700, reply.code());
    }

    @Test
    void aLargeResultComesWholeInEitherForm() {
        String large = "x\u00e9".repeat(2 << 20);
        scene.add(files.tools("quick", "slow").on("tools/call", (child, request) -> {
            if (request.at("/params/name").asText().equals("slow")) {
                child.progress(request, 1);
            }
            return ScriptedServer.text(large);
        }));
        McpTestClient client = scene.client().begun();
        assertEquals(large, client.call("files__quick"));
        Reply reply = client.beginCall("\"slow\"", "files__slow").join();
        assertTrue(reply.isStream());
        assertEquals(large, reply.response().at("/result/content/0/text").asText());
    }

    @Test
    void callsSideBySideHaveTheirOwnAnswers() {
        scene.add(files.shared().on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text(request.at("/params/arguments/n").asText());
        }));
        McpScene.Key key = scene.key("");
        List<McpTestClient> clients =
                Stream.generate(() -> scene.client(key).begun()).limit(4).toList();
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 100)
                .mapToObj(i -> clients.get(i % 4)
                        .begin(
                                Integer.toString(i / 4),
                                "tools/call",
                                "{\"name\": \"files__echo\", \"arguments\": {\"n\": " + i
                                        + "}, \"_meta\": {\"progressToken\": " + i + "}}"))
                .toList();
        for (int i = 0; i < 100; i++) {
            List<JsonNode> messages = replies.get(i).join().events().rest();
            assertEquals(2, messages.size());
            assertEquals(i, messages.get(0).at("/params/progressToken").asInt());
            assertEquals(i / 4, messages.get(1).path("id").asInt());
            assertEquals(
                    Integer.toString(i),
                    messages.get(1).at("/result/content/0/text").asText());
        }
    }

    @Test
    void whatTheGatewayDoesNotKnowGoesThroughUnchanged() throws Exception {
        JsonNode result = Exchange.JSON.readTree("""
                {"content": [{"type": "hologram", "x": 1.50}], "structuredContent": [1, 123456789012345678901234567890],
                 "_meta": {"vendor/x": null}, "isError": false, "later": {"a": []}}""");
        scene.add(files.on("tools/call", (child, request) -> result.deepCopy()));
        McpTestClient client = scene.client().begun();
        assertEquals(result, client.result("tools/call", """
                {"name": "files__echo", "arguments": {"a": 1.10}, "_meta": {"traceparent": "00-ab-cd-01"}, "more": 1}"""));
        JsonNode sent = files.child().awaitReceived("tools/call").path("params");
        assertEquals(Exchange.JSON.readTree("""
                {"name": "echo", "arguments": {"a": 1.10}, "_meta": {"traceparent": "00-ab-cd-01"}, "more": 1}"""), sent);
    }
}
