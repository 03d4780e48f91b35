package dev.mcpgateway.server.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.bridge.StreamableServer.Received;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeIT {
    @Test
    void aMessageGoesWithTheKeyTheSessionAndTheNegotiatedVersion() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "json");
            assertEquals("json", client.answer(1).at("/result/done").asText());

            Received first = server.received("\"initialize\"");
            assertEquals("Bearer " + StreamableServer.KEY, first.headers().get("authorization"));
            assertEquals("application/json, text/event-stream", first.headers().get("accept"));
            assertNull(first.headers().get("mcp-session-id"));
            Received call = server.received("tools/call");
            assertTrue(String.valueOf(call.headers().get("mcp-session-id")).startsWith("session-"));
            assertEquals("2025-11-25", call.headers().get("mcp-protocol-version"));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"json\"}}",
                    call.body());
        }
    }

    @Test
    void everyEventOfAStreamIsALineAndTheAnswerTheLast() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "sse");
            assertEquals(
                    "notifications/progress",
                    client.next(message -> true).path("method").asText());
            assertEquals("sse", client.next(message -> true).at("/result/done").asText());
        }
    }

    @Test
    void aSlowCallHoldsNoOtherUp() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "slow");
            for (int id = 2; id < 40; id++) {
                client.call(id, id % 2 == 0 ? "json" : "sse");
            }
            for (int id = 2; id < 40; id++) {
                assertTrue(client.answer(id).has("result"));
            }
            server.finishSlowCalls();
            assertEquals("slow", client.answer(1).at("/result/done").asText());
        }
    }

    @Test
    void aNotificationIsThereBeforeTheRequestBehindIt() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            for (int i = 1; i <= 20; i++) {
                client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/n" + i + "\"}");
                client.call(i, "json" + i);
                client.answer(i);
            }
            List<String> bodies = server.received().stream().map(Received::body).toList();
            for (int i = 1; i <= 20; i++) {
                assertTrue(position(bodies, "/n" + i + "\"") < position(bodies, "json" + i + "\""), bodies.toString());
            }
        }
    }

    private static int position(List<String> bodies, String part) {
        for (int i = 0; i < bodies.size(); i++) {
            if (bodies.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError(part + " is not in " + bodies);
    }

    @Test
    void aBrokenStreamIsGoneOnWithWhereItBroke() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(5, "broken");
            assertEquals("after b5+", client.answer(5).at("/result/done").asText());
            assertTrue(client.others().stream()
                    .anyMatch(message -> message.at("/params/progress").asInt() == 2));
            assertEquals(
                    1,
                    server.received().stream()
                            .filter(request -> request.body().contains("tools/call"))
                            .count());
        }
    }

    @Test
    void aBrokenStreamThatCannotBeGoneOnWithIsAnError() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "lost");
            assertError(client.answer(1), "not known whether it was carried out");
        }
    }

    @Test
    void aForgottenSessionIsBegunAnewForAllAndTheClientSeesChangedListsAlone() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "json");
            client.answer(1);
            server.forgetSessions();
            for (int id = 2; id < 12; id++) {
                client.call(id, "json");
            }
            for (int id = 2; id < 12; id++) {
                assertEquals("json", client.answer(id).at("/result/done").asText());
            }
            assertEquals(
                    "notifications/tools/list_changed",
                    client.next(message -> message.has("method")).path("method").asText());
            List<Received> beginnings = server.received().stream()
                    .filter(request -> request.body().contains("\"initialize\""))
                    .toList();
            assertEquals(2, beginnings.size());
            assertTrue(beginnings.get(1).body().contains("\"clientInfo\":{\"name\":\"mine\",\"version\":\"1\"}"));
        }
    }

    @Test
    void aRestartOfTheGatewayIsSurvived() throws Exception {
        StreamableServer first = StreamableServer.start();
        try (BridgedClient client =
                new BridgedClient(first.url(), StreamableServer.KEY, patienceToConnect(20)).initialize()) {
            client.call(1, "json");
            client.answer(1);
            first.close();
            client.call(2, "json");
            try (StreamableServer second = StreamableServer.startOn(first.port())) {
                assertEquals("json", client.answer(2).at("/result/done").asText());
                second.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/hello\"}");
                client.next(message -> message.path("method").asText().endsWith("/hello"));
                client.end();
            }
        }
    }

    @Test
    void aCallThatARestartCutsIsAnErrorAndNotRepeated() throws Exception {
        StreamableServer first = StreamableServer.start();
        try (BridgedClient client =
                new BridgedClient(first.url(), StreamableServer.KEY, patienceToConnect(20)).initialize()) {
            client.call(1, "slow");
            await(() ->
                    first.received().stream().anyMatch(request -> request.body().contains("slow")));
            first.close();
            assertError(client.answer(1), "not known whether it was carried out");
            client.end();
        }
    }

    @Test
    void theGatewaysOwnMessagesComeAndItsStreamIsOpenedAgain() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            for (int i = 0; i < 3; i++) {
                String method = "notifications/own" + i;
                server.say("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}");
                client.next(message -> message.path("method").asText().equals(method));
            }
            await(() -> server.received().stream()
                    .anyMatch(request -> String.valueOf(request.headers().get("last-event-id"))
                            .startsWith("own-")));
            client.end();
        }
    }

    @Test
    void aGatewayWithoutAStreamOfItsOwnIsAskedOnce() throws Exception {
        try (StreamableServer server = StreamableServer.start()) {
            server.withoutStream();
            try (BridgedClient client = new BridgedClient(server.url()).initialize()) {
                await(() -> server.received().stream()
                        .anyMatch(request -> request.method().equals("GET")));
                client.call(1, "json");
                client.answer(1);
                client.call(2, "sse");
                client.answer(2);
            }
            assertEquals(
                    1,
                    server.received().stream()
                            .filter(request -> request.method().equals("GET"))
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limited, in 7 s., 429",
        "html, not as an MCP server does, 200",
    })
    void aRefusalOfHttpIsAnErrorThatSaysWhatToDo(String tool, String text, int status) throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, tool);
            JsonNode answer = client.answer(1);
            assertError(answer, text);
            assertEquals(status, answer.at("/error/data/http_status").asInt());
            assertTrue(client.reasons().contains(text), client.reasons());
        }
    }

    @Test
    void anErrorOfTheProtocolIsPassedOnWhateverTheStatus() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "refused");
            assertEquals(-32602, client.answer(1).at("/error/code").asInt());
        }
    }

    @Test
    void aWrongKeyIsSaidAndNeverShown() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url(), "mgw_wrong_key", BridgedClient.PATIENCE)) {
            client.call(1, "json");
            JsonNode answer = client.answer(1);
            assertError(answer, "wrong, has ended or was revoked");
            assertError(answer, "The key is unknown");
            assertFalse((answer + client.reasons()).contains("mgw_wrong_key"), client.reasons());
        }
    }

    @Test
    void aGatewayThatDoesNotRunIsAnErrorThatSaysSo() throws Exception {
        URI nowhere;
        try (StreamableServer server = StreamableServer.start()) {
            nowhere = server.url();
        }
        try (BridgedClient client = new BridgedClient(nowhere)) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}");
            assertError(client.answer(0), "is it running?");
        }
    }

    @Test
    void whatIsNoMessageIsAnsweredAndTheNextLineIsRead() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.send("{\"jsonrpc\":");
            assertEquals(
                    -32700,
                    client.next(message -> message.path("id").isNull())
                            .at("/error/code")
                            .asInt());
            client.send("[]");
            assertEquals(
                    -32700,
                    client.next(message -> message.path("id").isNull())
                            .at("/error/code")
                            .asInt());
            client.send("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}");
            assertEquals(
                    -32600,
                    client.next(message -> message.path("id").isNull())
                            .at("/error/code")
                            .asInt());
            client.send("\"" + "x".repeat(Limits.LINE_BYTES) + "\"");
            assertError(client.next(message -> message.path("id").isNull()), "10 MiB");
            client.send("");
            client.call(1, "json");
            assertTrue(client.answer(1).has("result"));
        }
    }

    @Test
    void aCancelledCallIsToldToTheGatewayBehindItsRequestAndNotAnswered() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "slow");
            client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
            client.call(2, "json");
            client.answer(2);
            server.received("notifications/cancelled");
            client.end();
            assertEquals(List.of(), client.others());
        }
    }

    @Test
    void aMessageThatClaimsItsVersionGoesWithoutASessionAndWithTheHeadersOfItsTime() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url())) {
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"jsön\",\"_meta\":"
                            + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}");
            client.answer(1);
            Received call = server.received("tools/call");
            assertEquals("2026-07-28", call.headers().get("mcp-protocol-version"));
            assertEquals("tools/call", call.headers().get("mcp-method"));
            assertEquals("=?base64?anPDtm4=?=", call.headers().get("mcp-name"));
            assertNull(call.headers().get("mcp-session-id"));
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUp() throws Exception {
        Patience usual = BridgedClient.PATIENCE;
        Patience hasty = new Patience(
                usual.connecting(),
                usual.resuming(),
                Duration.ofMillis(200),
                usual.sending(),
                usual.room(),
                usual.lingering(),
                usual.farewell(),
                usual.firstPause(),
                usual.longestPause());
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url(), StreamableServer.KEY, hasty).initialize()) {
            client.call(1, "slow");
            assertError(client.answer(1), "said nothing about tools/call");
        }
    }

    @Test
    void theEndOfInputLetsCallsEndAndEndsTheSession() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.call(1, "sse");
            client.end();
            assertTrue(client.answer(1).has("result"));
            Received last = server.received().get(server.received().size() - 1);
            assertEquals("DELETE", last.method());
            assertNotEquals(null, last.headers().get("mcp-session-id"));
        }
    }

    @Test
    void aClientThatReadsNoMoreEndsTheBridge() throws Exception {
        try (StreamableServer server = StreamableServer.start();
                BridgedClient client = new BridgedClient(server.url()).initialize()) {
            client.stopReading();
            client.call(1, "json");
            await(() -> server.received().stream()
                    .anyMatch(request -> request.method().equals("DELETE")));
        }
    }

    private static Patience patienceToConnect(int seconds) {
        Patience usual = BridgedClient.PATIENCE;
        return new Patience(
                Duration.ofSeconds(seconds),
                usual.resuming(),
                usual.silence(),
                usual.sending(),
                usual.room(),
                usual.lingering(),
                usual.farewell(),
                usual.firstPause(),
                usual.longestPause());
    }

    private static void assertError(JsonNode answer, String text) {
        assertTrue(answer.at("/error/message").asText().contains(text), answer.toString());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come about");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
