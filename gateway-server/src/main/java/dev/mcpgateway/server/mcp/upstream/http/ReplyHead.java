package dev.mcpgateway.server.mcp.upstream.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer: its status and its headers (RFC 9112, sections 4 and 5). */
final class ReplyHead {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9]{2})( .*)?");
    static final int LONGEST = 64 * 1024;
    private static final int FIRST_FINAL = 200;

    private final InputStream in;
    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> all = new LinkedHashMap<>();
    private int bytes;
    private int status;
    private boolean isVersion11;

    private ReplyHead(InputStream in) {
        this.in = in;
    }

    /**
     * The head of the first answer in {@code in} that is not interim.
     *
     * @throws NothingAnsweredException where not one byte comes
     */
    static ReplyHead read(InputStream in) throws IOException {
        ReplyHead head = new ReplyHead(in);
        do {
            head.headers.clear();
            head.all.clear();
            head.parseStatus(head.line());
            for (String line = head.line(); !line.isEmpty(); line = head.line()) {
                head.parseHeader(line);
            }
        } while (head.status < FIRST_FINAL);
        return head;
    }

    /** The connection was closed before the answer began. */
    static final class NothingAnsweredException extends EOFException {
        private static final long serialVersionUID = 1;

        NothingAnsweredException() {
            super("the connection was closed before an answer");
        }
    }

    int status() {
        return status;
    }

    boolean isVersion11() {
        return isVersion11;
    }

    /** All headers, their names in lower case; the values of one that is there several times with commas between them. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(all);
    }

    /** The value of the header {@code name}, in lower case; null where there is none. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    private void parseStatus(String line) throws IOException {
        var matcher = STATUS.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("the answer is not HTTP");
        }
        isVersion11 = matcher.group(1).equals("1");
        status = Integer.parseInt(matcher.group(2));
    }

    private void parseHeader(String line) throws IOException {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.charAt(0) == ' ' || line.charAt(0) == '\t' || line.charAt(colon - 1) == ' ') {
            throw new IOException("the answer has a malformed header");
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        String before = headers.putIfAbsent(name, value);
        all.merge(name, value, (first, next) -> first + ", " + next);
        boolean frames = name.equals("content-length") || name.equals("transfer-encoding");
        if (before != null && frames && !before.equals(value)) {
            throw new IOException("the answer says in two ways how long it is");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw bytes == 0 ? new NothingAnsweredException() : new EOFException("the answer ends early");
            }
            if (++bytes > LONGEST) {
                throw new IOException("the head of the answer is longer than " + LONGEST + " bytes");
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
