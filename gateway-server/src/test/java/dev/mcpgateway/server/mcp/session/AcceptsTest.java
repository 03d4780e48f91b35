package dev.mcpgateway.server.mcp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.http.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json, text/event-stream | true | true",
                "*/* | true | true",
                "application/json | true | false",
                "Application/JSON;q=0.1 | true | false",
                "application/* | true | false",
                "text/event-stream;charset=utf-8 | false | true",
                "text/* | false | true",
                "text/html | false | false",
                "application/json;q=0, text/event-stream | false | true",
                "application/json ; q=0.000 | false | false",
                "application/json;q=0.001 | true | false",
                "application/jsonx, xapplication/json | false | false",
                ",, | false | false",
            })
    void theRangesSayWhatIsTaken(String accept, boolean json, boolean events) {
        assertEquals(
                new Accepts(json, events),
                Accepts.of(Request.of("POST", "/mcp", Map.of("Accept", accept), new byte[0])));
    }

    @Test
    void whoSaysNothingTakesAll() {
        assertEquals(new Accepts(true, true), Accepts.of(Request.of("POST", "/mcp", Map.of(), new byte[0])));
    }
}
