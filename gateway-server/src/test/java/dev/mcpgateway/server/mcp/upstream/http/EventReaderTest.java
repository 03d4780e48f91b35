package dev.mcpgateway.server.mcp.upstream.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static EventReader reader(String stream) {
        return new EventReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), 100);
    }

    private static List<String> events(EventReader reader) throws IOException {
        List<String> events = new ArrayList<>();
        for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
            events.add(event.type() + "=" + new String(event.data(), StandardCharsets.UTF_8));
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInThreeWays(String end) throws IOException {
        assertEquals(
                List.of("message=one\ntwo", "endpoint=/x"),
                events(reader(String.join(
                        end, "data: one", "data:two", "", ": comment", "event: endpoint", "data: /x", "", ""))));
    }

    @Test
    void anEventThatIsNotCompleteIsNone() throws IOException {
        assertEquals(List.of("message=1"), events(reader("data: 1\n\ndata: 2\n")));
    }

    @Test
    void aByteOrderMarkBelongsToNoLine() throws IOException {
        assertEquals(List.of("message=1"), events(reader("\uFEFFdata: 1\n\n")));
    }

    @Test
    void anEventWithoutDataGivesAnIdAllTheSame() throws IOException {
        EventReader reader = reader("id: 7\nretry: 250\n\ndata: x\n\n");
        assertEquals(List.of("message=", "message=x"), events(reader));
        assertEquals("7", reader.lastId());
        assertEquals(250, reader.retryMillis());
    }

    @Test
    void whatIsNoIdAndNoNumberIsLeftAlone() throws IOException {
        EventReader reader = reader("id: a\0b\nretry: soon\ndata\nunknown: x\n\n");
        assertEquals(List.of("message="), events(reader));
        assertEquals("", reader.lastId());
        assertEquals(-1, reader.retryMillis());
    }

    @Test
    void anEventIsBoundedInOneLineAndInMany() {
        assertThrows(IOException.class, () -> events(reader("data: " + "x".repeat(100))));
        assertThrows(IOException.class, () -> events(reader("data: xxxxxxxx\n".repeat(20))));
    }

    @Test
    void commentsDoNotCountHoweverManyThereAre() throws IOException {
        assertEquals(
                List.of("message=1"),
                events(reader(":\n\n".repeat(500) + ": 0123456789\n".repeat(50) + "data: 1\n\n")));
    }
}
