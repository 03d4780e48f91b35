package dev.mcpgateway.server.mcp.upstream.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, and nothing of what follows it on the connection (RFC 9112, section 6). */
final class BodyStream extends InputStream {
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_NUMBER = 15;
    private static final int DECIMAL = 10;
    private static final int HEX = 16;
    private static final int LINE_END = 2;

    private final InputStream in;
    private final boolean isChunked;
    /** What is left of the body, or of the chunk; negative for all until the connection ends. */
    private long left;

    /** Whether the line end behind the data of the last chunk is still to be read. */
    private boolean isLineEndDue;

    private boolean isAtEnd;
    private boolean isNone;

    private BodyStream(InputStream in, boolean isChunked, long left) {
        this.in = in;
        this.isChunked = isChunked;
        this.left = left;
        this.isAtEnd = !isChunked && left == 0;
    }

    static BodyStream of(ReplyHead head, InputStream in) throws IOException {
        String coding = head.header("transfer-encoding");
        String length = head.header("content-length");
        if (head.status() == 204 || head.status() == 304) {
            return none(in);
        } else if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new IOException("the answer has a transfer coding other than chunked");
            }
            return new BodyStream(in, true, 0);
        } else if (length != null) {
            return new BodyStream(in, false, parsed(length, DECIMAL));
        }
        return new BodyStream(in, false, -1);
    }

    /** Of an answer that has none, whatever it says of its length, as that to {@code HEAD}. */
    static BodyStream none(InputStream in) {
        BodyStream none = new BodyStream(in, false, 0);
        none.isNone = true;
        return none;
    }

    /** How long it is, in bytes, as its head says; negative where only its end will tell. */
    static long length(ReplyHead head) throws IOException {
        String length = head.header("content-length");
        return length == null || head.header("transfer-encoding") != null ? -1 : parsed(length, DECIMAL);
    }

    /** Whether all of it has been read, so that the connection can be used again. */
    boolean isAtEnd() {
        return isAtEnd;
    }

    /**
     * Whether all of it has been read and another answer can follow. Where there must be no body, a server that sends one all the same
     * would have it taken for that answer.
     */
    boolean isFollowed() {
        boolean isUntilClose = !isChunked && left < 0;
        return isAtEnd && !isUntilClose && !isNone;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isChunked && left == 0 && !isAtEnd) {
            nextChunk();
        }
        if (isAtEnd) {
            return -1;
        }
        int most = left < 0 ? length : (int) Math.min(length, left);
        int read = in.read(target, offset, most);
        if (read < 0) {
            if (left >= 0) {
                throw new EOFException("the answer ends early");
            }
            isAtEnd = true;
            return -1;
        }
        if (left > 0) {
            left -= read;
            isAtEnd = left == 0 && !isChunked;
            isLineEndDue = left == 0 && isChunked;
        }
        if (isLineEndDue && in.available() >= LINE_END) {
            // With it out of the way, what comes next is the next chunk.
            endLine();
        }
        return read;
    }

    private void nextChunk() throws IOException {
        if (isLineEndDue) {
            endLine();
        }
        String size = line();
        int extension = size.indexOf(';');
        left = parsed((extension < 0 ? size : size.substring(0, extension)).strip(), HEX);
        if (left == 0) {
            int trailers = 0;
            while (!line().isEmpty()) {
                if (++trailers > 100) {
                    throw new IOException("the answer has too many trailers");
                }
            }
            isAtEnd = true;
        }
    }

    private void endLine() throws IOException {
        if (!line().isEmpty()) {
            throw new IOException("the answer has a malformed chunk");
        }
        isLineEndDue = false;
    }

    private static long parsed(String number, int radix) throws IOException {
        if (number.isEmpty() || number.length() > LONGEST_NUMBER) {
            throw new IOException("the answer does not say how long it is");
        }
        long value = 0;
        for (int i = 0; i < number.length(); i++) {
            char character = number.charAt(i);
            // Other digits than those of ASCII are digits to Java.
            int digit = character < 0x80 ? Character.digit(character, radix) : -1;
            if (digit < 0) {
                throw new IOException("the answer does not say how long it is");
            }
            value = value * radix + digit;
        }
        return value;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(16);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new IOException(next < 0 ? "the answer ends early" : "the answer has a malformed chunk");
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
