package dev.mcpgateway.server.mcp.upstream.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads and bodies of answers, as they are on the wire. */
class BodyStreamTest {
    private static InputStream wire(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String body(InputStream wire) throws IOException {
        ReplyHead head = ReplyHead.read(wire);
        BodyStream body = BodyStream.of(head, wire);
        String text = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(body.isAtEnd());
        return text;
    }

    @Test
    void aBodyOfALengthEndsThereAndTheNextAnswerFollows() throws IOException {
        InputStream wire =
                wire("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 204 \r\n\r\nHTTP/1.1 200 OK\r\n\r\nrest");
        assertEquals("abc", body(wire));
        assertEquals("", body(wire));
        assertEquals("rest", body(wire));
    }

    @Test
    void chunksAreJoinedAndExtensionsAndTrailersDropped() throws IOException {
        InputStream wire = wire(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
                        + "3;x=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nz");
        assertEquals("abc0123456789", body(wire));
        assertEquals("z", body(wire));
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        assertEquals(
                "x",
                body(wire("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nName : x\r\n\r\n",
                "HTTP/1.1 200 OK\r\n folded\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b",
                "",
            })
    void whatIsMalformedOrEndsEarlyIsRefused(String bytes) {
        assertThrows(IOException.class, () -> body(wire(bytes)));
    }

    @Test
    void aHeadIsBounded() {
        String endless = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(20_000);
        IOException failure = assertThrows(IOException.class, () -> ReplyHead.read(wire(endless)));
        assertEquals("the head of the answer is longer than 65536 bytes", failure.getMessage());
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() throws IOException {
        InputStream wire = wire("HTTP/1.1 200 OK\r\n\r\nall");
        BodyStream body = BodyStream.of(ReplyHead.read(wire), wire);
        assertFalse(body.isAtEnd());
        assertEquals("all", new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
        assertTrue(body.isAtEnd());
        assertFalse(body.isFollowed());
    }
}
