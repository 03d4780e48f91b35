package dev.mcpgateway.server.mcp.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each up to a bound; a carriage return before the line feed belongs to the end. */
public final class LineReader {
    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] chunk = new byte[CHUNK];
    private int position;
    private int end;
    private boolean isInsideLine;

    public LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** A line is longer than the bound. */
    public static final class LineTooLongException extends IOException {
        private static final long serialVersionUID = 1;

        LineTooLongException(int maxBytes) {
            super("a line of more than " + maxBytes + " bytes");
        }
    }

    /** The next line without its end; null at the end of the stream. What follows the last line feed is a line too. */
    public byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream start = null;
        while (true) {
            if (position == end && !fill()) {
                return start == null ? null : start.toByteArray();
            }
            int from = position;
            int feed = from;
            while (feed < end && chunk[feed] != '\n') {
                feed++;
            }
            position = Math.min(feed + 1, end);
            if ((start == null ? 0 : start.size()) + feed - from > maxBytes) {
                isInsideLine = feed == end;
                throw new LineTooLongException(maxBytes);
            }
            if (start == null && feed < end) {
                return withoutReturn(Arrays.copyOfRange(chunk, from, feed));
            }
            if (start == null) {
                start = new ByteArrayOutputStream(2 * (feed - from));
            }
            start.write(chunk, from, feed - from);
            if (feed < end) {
                return withoutReturn(start.toByteArray());
            }
        }
    }

    /** Passes over what is left of a line that was too long, for as long as that may be. */
    public void skipLine() throws IOException {
        while (isInsideLine && (position < end || fill())) {
            isInsideLine = chunk[position++] != '\n';
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(chunk, 0, CHUNK));
        return end > 0;
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
