package dev.mcpgateway.server.mcp.upstream.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void theBytesMayArriveInPartsOfAnyLength(int length) throws IOException {
        byte[] stream =
                "\uFEFFdata: {\"a\":\r\ndata:1}\r\nid: 7\r\n\r\ndata: last\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        EventReader reader = new EventReader(
                new ByteArrayInputStream(stream) {
                    @Override
                    public synchronized int read(byte[] bytes, int offset, int most) {
                        return super.read(bytes, offset, Math.min(length, most));
                    }
                },
                100);
        assertEquals(List.of("message={\"a\":\n1}", "message=last"), events(reader));
        assertEquals("7", reader.lastId());
    }

    @Test
    void anEventThatIsCutShortLeavesTheStreamToBeResumedBeforeIt() throws IOException {
        EventReader reader = reader("id: 1\ndata: whole\n\nid: 2\ndata: ha");
        assertEquals(List.of("message=whole"), events(reader));
        assertEquals("1", reader.lastId());
    }

    @Test
    void aStreamThatGoesOnWithAnotherHasItsIdUntilItGivesOneItself() throws IOException {
        byte[] stream = "data: 1\n\n".getBytes(StandardCharsets.UTF_8);
        EventReader reader = new EventReader(new ByteArrayInputStream(stream), 100, "before", Duration.ofMillis(5));
        events(reader);
        assertEquals("before", reader.lastId());
        assertEquals(Duration.ofMillis(5), reader.retry());
    }

    @Test
    void thoseOfOtherTypesAndWithoutDataAreNoMessages() throws IOException {
        EventReader reader = reader("event: other\ndata: x\n\nid: 1\ndata:\n\nevent\ndata: y\n\n");
        List<Boolean> areMessages = new ArrayList<>();
        for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
            areMessages.add(event.isMessage());
        }
        assertEquals(List.of(false, false, true), areMessages);
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
        assertEquals(Duration.ofMillis(250), reader.retry());
    }

    @Test
    void whatIsNoIdAndNoNumberIsLeftAlone() throws IOException {
        EventReader reader = reader("id: a\0b\nretry: soon\ndata\nunknown: x\nid: é\n\nretry: 99999999999\n");
        assertEquals(List.of("message="), events(reader));
        assertEquals("", reader.lastId());
        assertNull(reader.retry());
    }

    @Test
    void anEventIsBoundedInOneLineAndInMany() {
        assertThrows(IOException.class, () -> events(reader("data: " + "x".repeat(101) + "\n\n")));
        assertThrows(IOException.class, () -> events(reader("data: xxxxxxxx\n".repeat(20))));
    }

    @Test
    void commentsDoNotCountHoweverManyThereAre() throws IOException {
        assertEquals(
                List.of("message=1"),
                events(reader(":\n\n".repeat(500) + ": 0123456789\n".repeat(50) + "data: 1\n\n")));
    }
}
