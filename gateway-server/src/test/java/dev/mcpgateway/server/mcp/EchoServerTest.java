package dev.mcpgateway.server.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoServerTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aClientThatFollowsTheLifecycleGetsItsMessageBack() throws Exception {
        List<JsonNode> answers = converse(
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"message\":\"héllo\"}}}");

        assertEquals(3, answers.size());
        assertEquals("a", answers.get(0).path("id").textValue());
        assertEquals("2025-06-18", answers.get(0).at("/result/protocolVersion").textValue());
        assertEquals("echo", answers.get(1).at("/result/tools/0/name").textValue());
        assertEquals("héllo", answers.get(2).at("/result/content/0/text").textValue());
    }

    @Test
    void anUnknownVersionIsAnsweredWithTheLatestOneThatIsSpoken() throws Exception {
        JsonNode answer = converse(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"1999-01-01\"}}")
                .get(0);

        assertEquals("2025-11-25", answer.at("/result/protocolVersion").textValue());
    }

    @Test
    void argumentsOfTheWrongTypeAreAToolErrorAndAnUnknownToolAProtocolError() throws Exception {
        List<JsonNode> answers = converse(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"message\":7}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"none\"}}");

        assertEquals(true, answers.get(0).at("/result/isError").booleanValue());
        assertEquals(-32602, answers.get(1).at("/error/code").intValue());
    }

    @Test
    void whatIsNoRequestIsAnsweredAsTheSpecificationSays() throws Exception {
        List<JsonNode> answers = converse(
                "not json",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}",
                "[]",
                "");

        assertEquals(3, answers.size());
        assertEquals(-32700, answers.get(0).at("/error/code").intValue());
        assertEquals(-32601, answers.get(1).at("/error/code").intValue());
        assertEquals(-32600, answers.get(2).at("/error/code").intValue());
    }

    private static List<JsonNode> converse(String... lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] in = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        new EchoServer("1.0").serve(new ByteArrayInputStream(in), out);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }
}
