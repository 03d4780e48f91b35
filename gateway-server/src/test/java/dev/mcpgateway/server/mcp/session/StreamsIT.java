package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.peer.Events;
import dev.mcpgateway.server.mcp.peer.McpScene;
import dev.mcpgateway.server.mcp.peer.McpTestClient;
import dev.mcpgateway.server.mcp.peer.Reply;
import dev.mcpgateway.server.mcp.peer.ScriptedChild;
import dev.mcpgateway.server.mcp.peer.ScriptedServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as streams: when there is one, what is in it, and how a client comes back to it. */
class StreamsIT {
    private final McpScene scene = new McpScene();
    private final ScriptedServer files = scene.server("files");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void anAnswerThatTakesLongIsAStreamThatEndsWithIt() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall("\"one\"", "files__echo").join();
        assertTrue(reply.isStream());
        assertEquals("no", reply.header("X-Accel-Buffering"));
        assertTrue(reply.header("Cache-Control").matches("no-(store|cache)"));
        files.child().answer(files.child().awaitReceived("tools/call"), ScriptedServer.text("late"));
        List<JsonNode> messages = reply.events().rest();
        assertEquals(1, messages.size());
        assertEquals("one", messages.get(0).path("id").asText());
        assertEquals("late", messages.get(0).at("/result/content/0/text").asText());
    }

    @Test
    void whatIsSentBeforeTheAnswerComesBeforeItInOrder() {
        scene.add(files.on("tools/call", (child, request) -> {
            for (int i = 1; i <= 100; i++) {
                child.progress(request, i);
            }
            return ScriptedServer.text("done");
        }));
        Reply reply = scene.client().begun().beginCall("1", "files__echo").join();
        assertTrue(reply.isStream());
        List<JsonNode> messages = reply.events().rest();
        assertEquals(101, messages.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    "notifications/progress", messages.get(i).path("method").asText());
            assertEquals(i + 1, messages.get(i).at("/params/progress").asInt());
            assertEquals("mine", messages.get(i).at("/params/progressToken").asText());
        }
        assertEquals("done", messages.get(100).at("/result/content/0/text").asText());
    }

    @ParameterizedTest
    @CsvSource({"2025-03-26, false", "2025-06-18, false", "2025-11-25, true"})
    void aStreamBeginsWithAnEventThatIsAnIdForClientsThatKnowIt(String version, boolean isPrimed) {
        scene.add(files.on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text("done");
        }));
        Reply reply = scene.client()
                .speaking(version)
                .begun()
                .beginCall("1", "files__echo")
                .join();
        Events.Event first = reply.events().next();
        assertEquals(isPrimed, first.data().isEmpty());
        assertTrue(first.id().matches("[0-9a-z]+-[0-9]+"), first.id());
    }

    @Test
    void eventsOfASessionHaveDifferentIds() {
        scene.add(files.on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text("done");
        }));
        McpTestClient client = scene.client().begun();
        Events one = client.beginCall("1", "files__echo").join().events();
        Events other = client.beginCall("2", "files__echo").join().events();
        assertNotEquals(one.next().id(), other.next().id());
        assertNotEquals(one.next().id(), other.next().id());
    }

    @Test
    void aCallGoesOnWithoutItsClientAndItsAnswerWaits() {
        scene.add(files.on("tools/call", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall("1", "files__echo").join();
        String primed = reply.events().next().id();
        ScriptedChild child = files.child();
        ObjectNode call = child.awaitReceived("tools/call");
        child.progress(call, 1);
        String lastEventId = reply.events().nextMessage().id();
        reply.events().close();
        child.progress(call, 2);
        child.answer(call, ScriptedServer.text("late"));

        Reply again = client.listenAfter(lastEventId).expect(200);
        List<JsonNode> messages = again.events().rest();
        assertEquals(2, messages.size());
        assertEquals(2, messages.get(0).at("/params/progress").asInt());
        assertEquals("late", messages.get(1).at("/result/content/0/text").asText());
        assertEquals(3, client.listenAfter(primed).events().rest().size());
        assertFalse(child.hasReceived("notifications/cancelled"));
    }

    @Test
    void aClientComesBackToTheStreamThatItNamesAlone() {
        scene.add(files.tools("a", "b").on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text(request.at("/params/name").asText());
        }));
        McpTestClient client = scene.client().begun();
        Events a = client.beginCall("1", "files__a").join().events();
        Events b = client.beginCall("2", "files__b").join().events();
        String ofA = a.next().id();
        String ofB = b.next().id();
        a.rest();
        b.rest();
        assertEquals("a", text(client.listenAfter(ofA)));
        assertEquals("b", text(client.listenAfter(ofB)));
        // There is nothing to come back for any more.
        client.listenAfter(ofA.replace("-0", "-2")).expect(204);
    }

    private static String text(Reply reply) {
        return reply.expect(200).response().at("/result/content/0/text").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "zz-1", "0-", "0-x", "-1", "0--1", "0-99999999999999999999"})
    void aPlaceThatIsNoneIsRefused(String lastEventId) {
        scene.client().begun().listenAfter(lastEventId).expect(400);
    }

    @Test
    void anotherSessionsPlaceIsNone() {
        scene.add(files.on("tools/call", (child, request) -> {
            child.progress(request, 1);
            return ScriptedServer.text("done");
        }));
        McpScene.Key key = scene.key("");
        Events events =
                scene.client(key).begun().beginCall("1", "files__echo").join().events();
        scene.client(key).begun().listenAfter(events.next().id()).expect(400);
    }

    @Test
    void whatBelongsToNoRequestIsHeardWhereTheClientListens() {
        scene.add(files.capability("logging"));
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        Reply listening = client.listen().expect(200);
        files.child().tell("notifications/message", "{\"level\": \"error\", \"data\": \"one\"}");
        Events.Event event = listening.events().nextMessage();
        assertEquals("one", event.message().at("/params/data").asText());
        listening.events().close();
        files.child().tell("notifications/message", "{\"level\": \"error\", \"data\": \"two\"}");
        // It does not matter whether the gateway has noticed that the first stream is gone.
        JsonNode missed = client.listenAfter(event.id()).events().nextMessage().message();
        assertEquals("two", missed.at("/params/data").asText());
    }

    @Test
    void whatWasSaidBeforeTheClientListensIsNotLost() {
        scene.add(files.capability("logging"));
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        files.child().tell("notifications/message", "{\"level\": \"error\", \"data\": \"early\"}");
        JsonNode heard = client.listen().events().nextMessage().message();
        assertEquals("early", heard.at("/params/data").asText());
    }

    @Test
    void aSecondListenerTakesOverFromTheFirst() {
        scene.add(files.capability("logging"));
        McpTestClient client = scene.client().begun();
        client.call("files__echo");
        Reply first = client.listen().expect(200);
        Reply second = client.listen().expect(200);
        assertEquals(List.of(), first.events().rest());
        files.child().tell("notifications/message", "{\"level\": \"error\", \"data\": \"one\"}");
        assertEquals(
                "one",
                second.events().nextMessage().message().at("/params/data").asText());
    }

    @Test
    void aResultIsKeptWhereNotificationsAreTooMany() {
        scene.add(files.tools("slow", "quick").on("tools/call slow", ScriptedServer.Behaviour.SILENT));
        McpTestClient client = scene.client().begun();
        Reply reply = client.beginCall("1", "files__slow").join();
        String primed = reply.events().next().id();
        reply.events().close();
        ScriptedChild child = files.child();
        ObjectNode call = child.awaitReceived("tools/call");
        for (int i = 1; i <= 600; i++) {
            child.progress(call, i);
        }
        child.answer(call, ScriptedServer.text("done"));
        // What comes over the same pipe afterwards comes afterwards.
        client.call("files__quick");
        List<JsonNode> messages = client.listenAfter(primed).events().rest();
        assertEquals(
                "done",
                messages.get(messages.size() - 1).at("/result/content/0/text").asText());
        assertEquals(256, messages.size());
        assertEquals(
                600, messages.get(messages.size() - 2).at("/params/progress").asInt());
    }
}
