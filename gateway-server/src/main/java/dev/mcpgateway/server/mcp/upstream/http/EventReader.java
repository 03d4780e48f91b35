package dev.mcpgateway.server.mcp.upstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Server-sent events (WHATWG HTML, "Interpreting an event stream"), each up to a bound. */
public final class EventReader {
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private String lastId = "";
    private int retryMillis = -1;
    private boolean skipsFeed;
    private boolean isFirstLine = true;

    /** An event. */
    public static final class Event {
        private final String type;
        private final byte[] data;

        Event(String type, byte[] data) {
            this.type = type;
            this.data = data;
        }

        /** {@code message} where it does not say. */
        public String type() {
            return type;
        }

        /** As bytes of UTF-8, not to be changed; empty where there is none. */
        public byte[] data() {
            return data;
        }
    }

    /** @param most bytes an event may have */
    public EventReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The id that the stream can be resumed after; empty where it has given none. */
    public String lastId() {
        return lastId;
    }

    /** How long the server wants to be left alone before a reconnection; negative where it has not said. */
    public int retryMillis() {
        return retryMillis;
    }

    /** The next event, one without data included; null at the end, which an event that is not complete does not outlive. */
    public @Nullable Event next() throws IOException {
        String type = "message";
        ByteArrayOutputStream data = null;
        boolean hasFields = false;
        int size = 0;
        for (byte[] line = line(); line != null; line = line()) {
            size += line.length;
            if (size > most) {
                throw new IOException("an event is longer than " + most + " bytes");
            }
            if (line.length == 0) {
                if (hasFields) {
                    return new Event(type, data == null ? new byte[0] : data.toByteArray());
                }
                size = 0;
                continue;
            }
            int colon = colon(line);
            if (colon == 0) {
                size -= line.length;
                continue; // a comment
            }
            hasFields = true;
            String name = new String(line, 0, colon, StandardCharsets.UTF_8);
            int start =
                    colon + 1 < line.length && line[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, line.length);
            if (name.equals("data")) {
                if (data == null) {
                    data = new ByteArrayOutputStream(line.length);
                } else {
                    data.write('\n');
                }
                data.write(line, start, line.length - start);
            } else {
                String value = new String(line, start, line.length - start, StandardCharsets.UTF_8);
                if (name.equals("event")) {
                    type = value;
                } else {
                    take(name, value);
                }
            }
        }
        return null;
    }

    private void take(String name, String value) {
        if (name.equals("id") && value.indexOf('\0') < 0) {
            lastId = value;
        } else if (name.equals("retry") && value.matches("[0-9]{1,9}")) {
            retryMillis = Integer.parseInt(value);
        }
    }

    private static int colon(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == ':') {
                return i;
            }
        }
        return line.length;
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream begun = null;
        while (isFilled()) {
            if (skipsFeed && buffer[at] == '\n') {
                at++;
                skipsFeed = false;
                continue;
            }
            skipsFeed = false;
            int start = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if ((begun == null ? 0 : begun.size()) + at - start > most) {
                throw new IOException("an event is longer than " + most + " bytes");
            }
            if (at == end) {
                begun = begun == null ? new ByteArrayOutputStream(2 * BUFFER) : begun;
                begun.write(buffer, start, at - start);
                continue;
            }
            byte[] whole = Arrays.copyOfRange(buffer, start, at);
            if (begun != null) {
                begun.writeBytes(whole);
                whole = begun.toByteArray();
            }
            skipsFeed = buffer[at] == '\r';
            at++;
            boolean mayHaveMark = isFirstLine;
            isFirstLine = false;
            return mayHaveMark ? withoutMark(whole) : whole;
        }
        return null;
    }

    /** Whether there is something in the buffer, which is waited for. */
    private boolean isFilled() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return at < end;
    }

    private static byte[] withoutMark(byte[] line) {
        boolean hasMark =
                line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
        return hasMark ? Arrays.copyOfRange(line, 3, line.length) : line;
    }
}
