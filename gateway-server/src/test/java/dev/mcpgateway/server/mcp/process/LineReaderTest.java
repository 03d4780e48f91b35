package dev.mcpgateway.server.mcp.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesEndAtALineFeedAndTheLastOneMayLackIt() throws IOException {
        assertEquals(List.of("a", "", "b", "c"), lines(stream("a\n\nb\r\nc"), 10));
        assertEquals(List.of(), lines(stream(""), 10));
    }

    @Test
    void linesAreWholeHoweverTheBytesArrive() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add("x".repeat(random.nextInt(200_000)));
        }
        InputStream inPieces =
                new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        return super.read(target, offset, Math.min(length, 1 + random.nextInt(70_000)));
                    }
                };

        assertEquals(lines, lines(inPieces, 200_000), "seed " + seed);
    }

    @Test
    void aLineMayBeAsLongAsTheBoundAndNoLonger() throws IOException {
        assertEquals(List.of("12345"), lines(stream("12345\n"), 5));
        assertThrows(LineReader.LineTooLongException.class, () -> lines(stream("123456\n"), 5));
        assertThrows(LineReader.LineTooLongException.class, () -> lines(stream("x".repeat(200_000)), 199_999));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(InputStream in, int maxBytes) throws IOException {
        LineReader reader = new LineReader(in, maxBytes);
        List<String> lines = new ArrayList<>();
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            lines.add(new String(line, StandardCharsets.UTF_8));
        }
        return lines;
    }
}
