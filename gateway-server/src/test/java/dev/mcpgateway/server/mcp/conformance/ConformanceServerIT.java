package dev.mcpgateway.server.mcp.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConformanceServerIT {
    private static final String INITIALIZE = """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
             "capabilities": {"elicitation": {}}, "clientInfo": {"name": "test", "version": "1"}}}""";

    private static final String CLAIM = """
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
              "io.modelcontextprotocol/clientCapabilities": {"elicitation": {}}}""";

    @Test
    void aLegacyClientIsAskedWhileItsCallWaits() throws Exception {
        try (FixtureProcess server = FixtureProcess.start("stdio")) {
            server.send(INITIALIZE);
            assertEquals(
                    "2025-06-18", server.receive().at("/result/protocolVersion").asText());
            server.send("""
                    {"jsonrpc": "2.0", "method": "notifications/initialized"}""");
            server.send("""
                    {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}""");
            assertTrue(server.receive()
                    .at("/result/tools")
                    .findValuesAsText("name")
                    .contains("test_sampling"));
            server.send("""
                    {"jsonrpc": "2.0", "id": 3, "method": "tools/call",
                     "params": {"name": "test_elicitation", "arguments": {"message": "Who?"}}}""");
            ObjectNode question = server.receive();
            assertEquals("elicitation/create", question.path("method").asText());
            assertEquals("Who?", question.at("/params/message").asText());
            server.send("""
                    {"jsonrpc": "2.0", "id": %s, "result": {"action": "decline"}}""".formatted(question.get("id")));
            ObjectNode answer = server.receive();
            assertEquals(3, answer.path("id").asInt());
            assertTrue(answer.at("/result/content/0/text").asText().contains("action=decline"));
        }
    }

    @Test
    void aModernClientIsSentTheQuestionAndCallsAgain() throws Exception {
        try (FixtureProcess server = FixtureProcess.start("stdio")) {
            String call = """
                    {"jsonrpc": "2.0", "id": %d, "method": "tools/call",
                     "params": {"name": "test_input_required_result_elicitation", %s, %s}}""";
            server.send(call.formatted(1, "\"arguments\": {}", CLAIM));
            ObjectNode required = server.receive();
            assertEquals("input_required", required.at("/result/resultType").asText());
            assertTrue(required.at("/result/inputRequests").has("user_name"));
            server.send(call.formatted(
                    2,
                    "\"inputResponses\": {\"user_name\": {\"action\": \"accept\", \"content\": {\"name\": \"Ann\"}}}",
                    CLAIM));
            assertEquals(
                    "Hello, Ann!", server.receive().at("/result/content/0/text").asText());
        }
    }

    @Test
    void aServerOfOneEraKnowsNothingOfTheOther() throws Exception {
        String discover = """
                {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {%s}}""".formatted(CLAIM);
        try (FixtureProcess legacy = FixtureProcess.start("stdio", "legacy-only");
                FixtureProcess modern = FixtureProcess.start("stdio", "modern-only")) {
            legacy.send(discover);
            assertEquals(-32601, legacy.receive().at("/error/code").asInt());
            modern.send(discover);
            assertEquals(1, modern.receive().at("/result/supportedVersions").size());
            modern.send(INITIALIZE);
            assertEquals(-32602, modern.receive().at("/error/code").asInt());
        }
    }

    @Test
    void aCancelledCallHasNoAnswerAndTheServerEndsWithItsInput() throws Exception {
        try (FixtureProcess server = FixtureProcess.start("stdio")) {
            server.send("""
                    {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "test_elicitation"}}""");
            assertTrue(
                    server.receive().at("/result/isError").asBoolean(), "it may not ask a client without a handshake");
            server.send(INITIALIZE);
            assertFalse(server.receive().has("error"));
            for (int i = 10; i < 20; i++) {
                server.send("""
                        {"jsonrpc": "2.0", "id": %d, "method": "tools/call", "params": {"name": "test_reconnection"}}""".formatted(i));
                server.send("""
                        {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": %d}}""".formatted(i));
            }
            server.send("""
                    {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "test_elicitation"}}""");
            assertEquals("elicitation/create", server.receive().path("method").asText());
            server.send("""
                    {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 2}}""");
            server.send("""
                    {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "test_reconnection"}}""");
            assertEquals(3, server.receive().path("id").asInt());
            server.endInput();
            assertTrue(server.process().waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, server.process().exitValue());
        }
    }

    @Test
    void aCallWhoseConnectionEndsIsReadOnAfterItsLastEvent() throws Exception {
        try (FixtureProcess server = FixtureProcess.start("http", "0")) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url()));
            HttpResponse<String> session = client.send(
                    request.copy()
                            .POST(BodyPublishers.ofString(INITIALIZE.replace("2025-06-18", "2025-11-25")))
                            .build(),
                    BodyHandlers.ofString());
            request.header(
                    "Mcp-Session-Id",
                    session.headers().firstValue("Mcp-Session-Id").orElseThrow());
            String call = """
                    {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "test_reconnection"}}""";
            String begun = client.send(
                            request.copy().POST(BodyPublishers.ofString(call)).build(), BodyHandlers.ofString())
                    .body();
            assertTrue(begun.contains("id: 1-0\nretry: "), begun);
            assertFalse(begun.contains("jsonrpc"), begun);
            String resumed = client.send(
                            request.copy().header("Last-Event-ID", "1-0").build(), BodyHandlers.ofString())
                    .body();
            assertTrue(resumed.contains("\"id\":7"), resumed);
        }
    }
}
