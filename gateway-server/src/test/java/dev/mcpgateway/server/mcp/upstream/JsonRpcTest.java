package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'jsonrpc':'2.0','id':1,'method':'a'} | REQUEST",
                "{'jsonrpc':'2.0','id':'x','method':'a'} | REQUEST",
                "{'jsonrpc':'2.0','method':'a'} | NOTIFICATION",
                "{'jsonrpc':'2.0','id':1,'result':{}} | RESPONSE",
                "{'jsonrpc':'2.0','id':null,'error':{}} | RESPONSE",
                "{'jsonrpc':'2.0','id':null,'method':'a'} | INVALID",
                "{'jsonrpc':'2.0','id':1.5,'method':'a'} | INVALID",
                "{'jsonrpc':'2.0','id':1} | INVALID",
                "{'jsonrpc':'2.0','id':1,'result':{},'error':{}} | INVALID",
                "{'id':1,'method':'a'} | INVALID",
                "{'jsonrpc':'1.0','id':1,'method':'a'} | INVALID",
                "{'jsonrpc':'2.0','id':1,'method':7} | INVALID",
            })
    void aMessageIsWhatItsMembersSay(String json, JsonRpc.Kind kind) {
        assertEquals(kind, JsonRpc.kind(parsed(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[{}]", "1", "{", "{} {}", "{'a':}", "null"})
    void whatIsNotOneObjectIsNoMessage(String json) {
        assertEquals(Optional.empty(), parse(json));
    }

    @Test
    void aMessageIsWrittenAsItWasReadToTheLastDigit() {
        String json = "{\"a\":1.10,\"b\":1E+400,\"c\":12345678901234567890,\"d\":\"\u2028é\",\"unknown\":[null,true]}";
        assertEquals(json, new String(JsonRpc.bytes(parsed(json)), StandardCharsets.UTF_8));
    }

    @Test
    void endlessNestingIsNoMessage() {
        assertEquals(Optional.empty(), parse("{'a':" + "[".repeat(500) + "]".repeat(500) + "}"));
    }

    @Test
    void aReplacedMemberLeavesTheOriginalAsItIs() {
        ObjectNode original = parsed("{'id':1,'more':{'x':2}}");
        ObjectNode changed = JsonRpc.with(original, "id", original.path("more"));
        assertEquals("{\"id\":{\"x\":2},\"more\":{\"x\":2}}", changed.toString());
        assertTrue(original.path("id").isInt());
    }

    private static ObjectNode parsed(String json) {
        return parse(json).orElseThrow();
    }

    private static Optional<ObjectNode> parse(String json) {
        return JsonRpc.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
