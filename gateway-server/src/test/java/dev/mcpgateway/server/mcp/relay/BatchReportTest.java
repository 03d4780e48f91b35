package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchReportTest {
    private static final ToolCall CALL = new ToolCall("look", JsonRpc.object());

    private final BatchReport report = new BatchReport("eyes");

    @Test
    void nothingOfAResultIsLost() {
        report.add(CALL, responded("""
                {"result": {"content": [{"type": "text", "text": "one"}, {"type": "image", "data": "AAAA",
                  "mimeType": "image/png"}, {"type": "text", "text": "two"}, {"type": "resource_link", "uri": "test://a"}],
                  "structuredContent": [1.50, {"deep": null}], "_meta": {"cost": 3}}}"""));
        JsonNode result = report.whole().at("/results/0");

        assertEquals("success", result.path("status").asText());
        assertEquals("one\ntwo", result.path("response").asText());
        assertEquals("[1.50,{\"deep\":null}]", result.path("structured_content").toString());
        assertEquals("{\"cost\":3}", result.path("_meta").toString());
        assertEquals(
                "[{\"type\":\"image\",\"content_index\":1},{\"type\":\"resource_link\",\"content_index\":2}]",
                result.path("other_content").toString());
        assertEquals("AAAA", report.others().get(0).path("data").asText());
        assertEquals("test://a", report.others().get(1).path("uri").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "an error of the protocol | {\"error\": {\"code\": -32603, \"message\": \"Broken\"}} | Broken",
                "an error of the tool | {\"result\": {\"content\": [], \"isError\": true}} | The tool reports an error",
                "a question | {\"result\": {\"resultType\": \"input_required\"}} | The tool asks for more before it answers,"
                        + " which it can only where it is called by its own name"
            })
    void whatIsNoResultIsAnError(String rule, String message, String error) {
        report.add(CALL, responded(message));
        JsonNode whole = report.whole();

        assertEquals("error", whole.at("/results/0/status").asText(), rule);
        assertEquals(error, whole.at("/results/0/error").asText(), rule);
        assertEquals("error", whole.path("status").asText(), rule);
    }

    @Test
    void oneCallThatSucceededIsASuccess() {
        report.add(CALL, responded("{\"error\": {\"message\": \"Broken\"}}"));
        report.add(CALL, responded("{\"result\": {\"content\": []}}"));
        report.add(CALL, new Outcome.Refused(KeyRefusal.INSUFFICIENT_SCOPE, IntNode.valueOf(1)));
        report.skip(CALL, "Not called");
        JsonNode whole = report.whole();

        assertEquals("success", whole.path("status").asText());
        assertFalse(MetaResult.of(report.whole()).result().path("isError").asBoolean());
        assertEquals(
                "{\"total_calls\":4,\"successful_calls\":1,\"blocked_calls\":1,\"failed_calls\":1,\"skipped_calls\":1}",
                whole.path("summary").toString());
        assertEquals(
                "{\"call_index\":3,\"server_name\":\"eyes\",\"tool_name\":\"look\"}",
                whole.at("/results/3/enkrypt_mcp_data").toString());
    }

    private static Outcome responded(String json) {
        ObjectNode message =
                JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return new Outcome.Responded(message, 200, json.length());
    }
}
