package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ResponseTest {
    static Stream<Response> responses() {
        return Stream.of(
                Response.json(200, Map.of()),
                Response.bytes(200, "text/plain", new byte[0]),
                Response.empty(200),
                Response.events(sink -> {}));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aHeaderIsReplacedWithoutRegardToCaseAndTheOriginalKept(Response response) {
        int before = response.headers().size();
        Response with = response.withHeader("ETag", "1").withHeader("etag", "2");
        assertEquals(Optional.of("2"), with.headers().get("etag"));
        assertEquals(before + 1, with.headers().size());
        assertEquals(before, response.headers().size());
        assertEquals(response.status(), with.status());
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aHeaderThatCouldEndItsLineOrIsTheListenersIsRefused(Response response) {
        for (String value : List.of("a\r\nX: y", "a\nb", "a\rb", "a\0b", "a\u007fb", "€")) {
            assertThrows(IllegalArgumentException.class, () -> response.withHeader("X", value), value);
        }
        for (String name :
                List.of("", "a b", "a:b", "ü", "Content-Length", "transfer-encoding", "DATE", "X-Request-Id")) {
            assertThrows(IllegalArgumentException.class, () -> response.withHeader(name, "1"), name);
        }
    }

    @Test
    void jsonIsSerialisedAtOnce() {
        assertArrayEquals(
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                Response.json(200, Map.of("a", 1)).json());
        assertThrows(UncheckedIOException.class, () -> Response.json(200, new Object()));
    }

    @ParameterizedTest
    @CsvSource({
        "one, 'data: one|'",
        "'one|two', 'data: one|data: two|'",
        "'', 'data: |'",
        "'a|', 'data: a|data: |'",
    })
    void everyLineOfAnEventHasItsField(String data, String lines) {
        String frame = ServerSentEvent.of(data.replace('|', '\n')).frame();
        assertEquals(lines.replace('|', '\n') + "\n", frame);
    }

    @Test
    void anEventHasIdAndNameAndAnyLineEnd() {
        assertEquals(
                "id: 7\nevent: tick\ndata: a\ndata: b\ndata: c\n\n",
                new ServerSentEvent("7", "tick", "a\r\nb\rc").frame());
        assertThrows(IllegalArgumentException.class, () -> new ServerSentEvent("a\nb", null, ""));
        assertThrows(IllegalArgumentException.class, () -> new ServerSentEvent(null, "a\rb", ""));
        assertThrows(IllegalArgumentException.class, () -> new ServerSentEvent("a\0b", null, ""));
    }
}
