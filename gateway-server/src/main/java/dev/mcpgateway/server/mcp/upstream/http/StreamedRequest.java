package dev.mcpgateway.server.mcp.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A request whose body is sent as it is read.
 *
 * @param target path and query
 * @param headers names and values, beside {@code Host} and those that frame it; of ISO 8859-1
 * @param length of the body in bytes; 0 for none, {@link #UNKNOWN} to send it in chunks
 * @param body is read to its end once the connection is there, unless the answer comes before
 * @param isRepeatable whether it may be sent again, without a body, where it is not known whether the server has read it
 */
public record StreamedRequest(
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        long length,
        InputStream body,
        boolean isRepeatable) {
    /** Of a body that ends when it ends. */
    public static final long UNKNOWN = -1;

    private static final int PART = 16 * 1024;

    /** A body of at most so many bytes is sent in one piece with the head, so that it is one packet where it can be. */
    private static final int SMALL = 64 * 1024;

    /** Room for the size of a chunk and its line end. */
    private static final int BEFORE = 10;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    boolean hasBody() {
        return length != 0;
    }

    /** Tells between two parts of a body whether they are still wanted. */
    @FunctionalInterface
    interface Answered {
        boolean isAnswered() throws IOException;
    }

    /**
     * Sends it until it is whole, or answered before.
     *
     * @param authority what it says of the host
     * @return whether it is whole
     */
    boolean writeTo(OutputStream out, String authority, Answered server) throws IOException {
        if (length >= 0 && length <= SMALL) {
            out.write(withBody(head(authority)));
            out.flush();
            return true;
        }
        out.write(head(authority));
        out.flush();
        byte[] part = new byte[BEFORE + PART + 2];
        long sent = 0;
        for (int read = body.read(part, BEFORE, PART); read >= 0; read = body.read(part, BEFORE, PART)) {
            if (length == UNKNOWN) {
                writeChunk(out, part, read);
            } else {
                out.write(part, BEFORE, read);
            }
            sent += read;
            if (server.isAnswered()) {
                return false;
            }
        }
        if (length == UNKNOWN) {
            out.write(LAST_CHUNK);
        } else {
            requireLength(sent);
        }
        out.flush();
        return true;
    }

    private byte[] withBody(byte[] head) throws IOException {
        byte[] whole = Arrays.copyOf(head, head.length + (int) length);
        int read = body.readNBytes(whole, head.length, (int) length);
        requireLength(read + body.readNBytes(1).length);
        return whole;
    }

    private void requireLength(long sent) throws IOException {
        if (sent != length) {
            throw new IOException("the body has another length than it was said to have");
        }
    }

    private static void writeChunk(OutputStream out, byte[] part, int size) throws IOException {
        if (size == 0) {
            return;
        }
        byte[] before = (HexFormat.of().toHexDigits(size, 4) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int start = BEFORE - before.length;
        System.arraycopy(before, 0, part, start, before.length);
        part[BEFORE + size] = '\r';
        part[BEFORE + size + 1] = '\n';
        out.write(part, start, before.length + size + 2);
        out.flush();
    }

    private byte[] head(String authority) {
        StringBuilder head = new StringBuilder(512);
        head.append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(authority);
        headers.forEach(header ->
                head.append("\r\n").append(header.getKey()).append(": ").append(header.getValue()));
        if (length == UNKNOWN) {
            head.append("\r\nTransfer-Encoding: chunked");
        } else if (length > 0 || !isBodiless()) {
            head.append("\r\nContent-Length: ").append(length);
        }
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Those of whose requests nobody expects a length (RFC 9110, section 8.6). */
    private boolean isBodiless() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
    }

    /** Shows no header, which may be a secret, and no target. */
    @Override
    public String toString() {
        return "StreamedRequest[" + method + "]";
    }
}
