package dev.mcpgateway.server.mcp.upstream.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedRequestTest {
    /** What was written, by the writes. */
    private final List<String> written = new ArrayList<>();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int count) {
            written.add(new String(bytes, offset, count, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void write(byte[] bytes) {
            write(bytes, 0, bytes.length);
        }
    };

    private static StreamedRequest request(long length, int bytes) {
        return new StreamedRequest(
                "POST",
                "/a",
                List.of(),
                length,
                new ByteArrayInputStream("b".repeat(bytes).getBytes(StandardCharsets.US_ASCII)),
                false);
    }

    @Test
    void aSmallBodyIsSentWithItsHeadInOnePiece() throws IOException {
        assertTrue(request(3, 3).writeTo(out, "h", () -> true));
        assertEquals(List.of("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nbbb"), written);
    }

    @Test
    void aBodyOfAnotherLengthThanItWasSaidToHaveIsNotSent() {
        assertThrows(IOException.class, () -> request(3, 2).writeTo(out, "h", () -> false));
        assertThrows(IOException.class, () -> request(3, 4).writeTo(out, "h", () -> false));
        assertEquals(List.of(), written);
    }

    @Test
    void whatIsAnsweredIsNotSentToItsEnd() throws IOException {
        assertFalse(request(200_000, 200_000).writeTo(out, "h", () -> written.size() == 3));
        assertEquals(3, written.size());
        assertFalse(request(StreamedRequest.UNKNOWN, 200_000).writeTo(out, "h", () -> true));
        assertEquals(5, written.size());
    }

    @Test
    void whatIsNotAnsweredIsSentWhole() throws IOException {
        assertTrue(request(200_000, 200_000).writeTo(out, "h", () -> false));
        assertEquals(
                200_000, String.join("", written).chars().filter(c -> c == 'b').count());
    }
}
