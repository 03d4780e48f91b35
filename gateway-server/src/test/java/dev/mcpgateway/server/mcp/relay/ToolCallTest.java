package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'look', 'args': {'at': 1}}",
                "{'tool_name': 'look', 'arguments': {'at': 1}}",
                "{'function': 'look', 'parameters': {'at': 1}, 'env': {}}",
                "{'name': null, 'tool': 'look', 'args': null, 'input': {'at': 1}}"
            })
    void allNamesThatClientsUseForTheSameAreUnderstood(String given) {
        ToolCall call = ToolCall.of(parsed(given), "tool_calls[0]");

        assertEquals("look", call.name());
        assertEquals("{\"at\":1}", call.arguments().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | tool_calls[7].name must be the name of a tool",
                "{'tool_name': 5} | tool_calls[7].tool_name must be the name of a tool",
                "{'name': 'look', 'args': []} | tool_calls[7].args must be an object",
                "{'name': 'look', 'arguments': 'x'} | tool_calls[7].arguments must be an object"
            })
    void whatIsWrongIsNamed(String given, String message) {
        BadArgumentException bad =
                assertThrows(BadArgumentException.class, () -> ToolCall.of(parsed(given), "tool_calls[7]"));

        assertEquals(message, bad.getMessage());
    }

    private static ObjectNode parsed(String given) {
        return JsonRpc.parse(given.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }
}
