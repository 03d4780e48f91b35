package dev.mcpgateway.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP/1.1 answer: its status and its whole body. */
final class HttpAnswer {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final int LONGEST_LINE = 1 << 14;
    private static final int MOST_HEADERS = 200;

    /** A backup of a gateway is held in memory as a whole. */
    private static final int LARGEST_BODY = 1 << 28;

    private final int status;
    private final byte[] body;

    private HttpAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    /** Not a copy. */
    byte[] body() {
        return body;
    }

    /** Reads what follows on {@code in}, interim answers left out (RFC 9112). */
    static HttpAnswer read(InputStream in) throws IOException {
        while (true) {
            Matcher line = STATUS_LINE.matcher(line(in));
            if (!line.matches()) {
                throw new ProtocolException("what answers there does not speak HTTP");
            }
            int status = Integer.parseInt(line.group(1));
            Map<String, String> headers = headers(in);
            if (status >= 200) {
                return new HttpAnswer(status, body(in, status, headers));
            }
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new ProtocolException("the answer has too many headers");
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return bounded(in.readNBytes(LARGEST_BODY + 1));
        }
        return exactly(in, number(length, 10));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                headers(in);
                return body.toByteArray();
            }
            body.write(exactly(in, size));
            bounded(body.size());
            if (!line(in).isEmpty()) {
                throw new ProtocolException("a chunk of the answer is malformed");
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it was closed in the middle of the answer");
        }
        return bytes;
    }

    private static int number(String digits, int radix) throws IOException {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number >= 0) {
                return bounded(number);
            }
        } catch (NumberFormatException malformed) {
            throw new ProtocolException("the answer has no valid length");
        }
        throw new ProtocolException("the answer has no valid length");
    }

    private static byte[] bounded(byte[] body) throws IOException {
        bounded(body.length);
        return body;
    }

    private static int bounded(int length) throws IOException {
        if (length > LARGEST_BODY) {
            throw new ProtocolException("the answer is larger than 256 MiB");
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("it was closed before the answer was whole");
            }
            if (line.size() == LONGEST_LINE) {
                throw new ProtocolException("a line of the answer's head is too long");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
