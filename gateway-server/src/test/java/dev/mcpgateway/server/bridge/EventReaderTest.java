package dev.mcpgateway.server.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void linesEndInAnyOfTheThreeWaysHoweverTheBytesArrive(String end) throws IOException {
        String stream = String.join(
                end,
                ": hello",
                "data: {\"a\":",
                "data:1}",
                "id: 7",
                "",
                "data",
                "",
                "event: other",
                "data: x",
                "",
                "data: last",
                "",
                "");
        for (int chunk = 1; chunk < 8; chunk++) {
            EventReader events = new EventReader(dripping(stream, chunk), 100, null, null);
            assertEquals(List.of("{\"a\":\n1}", "last"), all(events));
            assertEquals("7", events.lastId());
        }
    }

    @Test
    void anEventWithoutDataIsNoMessageButItsIdCounts() throws IOException {
        EventReader events = reader("id: first\nretry: 250\ndata:\n\n");
        assertEquals(List.of(), all(events));
        assertEquals("first", events.lastId());
        assertEquals(Duration.ofMillis(250), events.retry());
    }

    @Test
    void anEventThatIsCutShortIsNoneAndItsIdDoesNotCount() throws IOException {
        EventReader events = reader("id: 1\ndata: whole\n\nid: 2\ndata: ha");
        assertEquals(List.of("whole"), all(events));
        assertEquals("1", events.lastId());
    }

    @Test
    void whatCannotGoIntoAHeaderIsNoIdAndWhatIsNoNumberNoRetry() throws IOException {
        EventReader events = reader("id: a\u0000b\nretry: soon\ndata: x\n\nretry: 99999999999\n\n");
        assertEquals(List.of("x"), all(events));
        assertNull(events.lastId());
        assertNull(events.retry());
    }

    @Test
    void anEventPastTheBoundIsRefusedInOneLineAndInMany() {
        assertThrows(ProtocolException.class, () -> all(reader("data: " + "x".repeat(101) + "\n\n")));
        assertThrows(ProtocolException.class, () -> all(reader("data: 0123456789\n".repeat(11) + "\n")));
    }

    private static EventReader reader(String stream) {
        return new EventReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), 100, null, null);
    }

    private static List<String> all(EventReader events) throws IOException {
        List<String> all = new ArrayList<>();
        for (Optional<byte[]> data = events.next(); data.isPresent(); data = events.next()) {
            all.add(new String(data.get(), StandardCharsets.UTF_8));
        }
        return all;
    }

    private static InputStream dripping(String stream, int chunk) {
        return new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(chunk, length));
            }
        };
    }
}
