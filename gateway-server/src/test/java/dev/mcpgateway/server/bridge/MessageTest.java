package dev.mcpgateway.server.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1,\"method\":\"ping\"} | true",
                "{\"id\":\"a\",\"method\":\"ping\",\"params\":[{\"id\":2}]} | true",
                "{\"method\":\"notifications/x\",\"params\":{\"id\":2}} | false",
                "{\"id\":1,\"result\":{\"method\":\"ping\"}} | false",
                "{\"id\":null,\"error\":{}} | false",
                "{\"id\":null,\"method\":\"ping\"} | false",
                "{\"id\":{\"a\":[1]},\"method\":\"ping\"} | false",
            })
    void aRequestIsWhatHasAMethodAndAnIdThatCanBeAnswered(String json, boolean isRequest) throws Exception {
        assertEquals(isRequest, of(json).isRequest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | true",
                "1 | \"1\" | false",
                "\"x\" | \"x\" | true",
                "123456789012345678901 | 123456789012345678901 | true",
                "1 | 2 | false"
            })
    void anAnswerBelongsToTheRequestOfItsIdAndType(String asked, String answered, boolean belongs) throws Exception {
        Message request = of("{\"method\":\"ping\",\"id\":" + asked + "}");
        assertEquals(belongs, of("{\"result\":{},\"id\":" + answered + "}").isAnswerTo(request));
        assertFalse(of("{\"method\":\"ping\",\"id\":" + asked + "}").isAnswerTo(request));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "{",
                "{}",
                "{\"id\":1}",
                "{\"id\":1,\"method\":2}",
                "{\"method\":\"a\"} {}",
                "{\"method\":\"a\"}x"
            })
    void whatIsNoMessageIsRefused(String json) {
        assertThrows(ProtocolException.class, () -> of(json));
    }

    @Test
    void whatThePartsOfTheParametersSayIsFoundWhereverItStands() throws Exception {
        Message call = of(
                "{\"params\":{\"arguments\":{\"name\":\"no\",\"_meta\":{}},\"name\":\"tool\",\"_meta\":{\"x\":{},"
                        + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}},\"method\":\"tools/call\",\"id\":1}");
        assertEquals("tool", call.name());
        assertEquals("2026-07-28", call.claimedVersion());
        assertFalse(call.isRepeatable());
        assertTrue(of("{\"id\":1,\"method\":\"tools/list\"}").isRepeatable());
        assertEquals(
                3,
                of("{\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":3}}")
                        .cancelled()
                        .asInt());
    }

    private static Message of(String json) throws ProtocolException {
        return Message.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
