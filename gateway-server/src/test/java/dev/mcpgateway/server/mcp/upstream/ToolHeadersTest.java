package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolHeadersTest {
    private final ToolHeaders headers = new ToolHeaders("Server 'a'");

    private static ObjectNode json(String text) {
        return JsonRpc.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    private static ObjectNode page(String inputSchema) {
        return json("{'result': {'more': 1, 'tools': [{'name': 'plain', 'inputSchema': {'type': 'object'}},"
                + "{'name': 't', 'inputSchema': " + inputSchema + "}]}}");
    }

    private Map<String, String> sent(String params) {
        Map<String, String> sent = new TreeMap<>();
        headers.add(json(params), sent);
        return sent;
    }

    @Test
    void argumentsAreSentByTheirPaths() {
        ObjectNode page = page("""
                {'properties': {
                  'region': {'type': 'string', 'x-mcp-header': 'Region'},
                  'x-mcp-header': {'type': 'string'},
                  'deep': {'type': 'object', 'properties': {'count': {'type': 'integer', 'x-mcp-header': 'Count'}}},
                  'flag': {'type': 'boolean', 'x-mcp-header': 'Flag', 'default': {'x-mcp-header': 'no annotation'}}}}""");
        assertSame(page, headers.learn(page));
        assertEquals(
                Map.of("Mcp-Param-Region", "=?base64?w7Y=?=", "Mcp-Param-Count", "42", "Mcp-Param-Flag", "true"),
                sent("{'name': 't', 'arguments': {'region': 'ö', 'deep': {'count': 42.0}, 'flag': true}}"));
        assertEquals(Map.of(), sent("{'name': 't', 'arguments': {'region': null, 'deep': 3}}"));
        assertEquals(Map.of(), sent("{'name': 'other', 'arguments': {'region': 'x'}}"));
        assertEquals(Map.of(), sent("{'name': 't'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': ''}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'a b'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'a\\r\\nX: y'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 7}}}",
                "{'properties': {'a': {'type': 'number', 'x-mcp-header': 'A'}}}",
                "{'properties': {'a': {'x-mcp-header': 'A'}}}",
                "{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A'}, 'b': {'type': 'string', 'x-mcp-header': 'a'}}}",
                "{'type': 'string', 'x-mcp-header': 'A'}",
                "{'properties': {'a': {'items': {'type': 'string', 'x-mcp-header': 'A'}}}}",
                "{'anyOf': [{'properties': {'a': {'type': 'string', 'x-mcp-header': 'A'}}}]}",
                "{'$defs': {'d': {'type': 'string', 'x-mcp-header': 'A'}}}",
                "{'if': {'properties': {'a': {'type': 'string', 'x-mcp-header': 'A'}}}}",
            })
    void aToolThatBreaksTheRulesIsLeftOutAndNoOther(String schema) {
        assertEquals(
                json("{'result': {'more': 1, 'tools': [{'name': 'plain', 'inputSchema': {'type': 'object'}}]}}"),
                headers.learn(page(schema)));
    }
}
