package dev.mcpgateway.server.mcp.upstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Server-sent events (WHATWG HTML, "Interpreting an event stream"), each up to a bound. */
public final class EventReader {
    private static final int CHUNK = 16 << 10;
    private static final int BEFORE_DATA = "data: ".length();
    private static final int LONGEST_ID = 8 << 10;
    private static final int LONGEST_RETRY_DIGITS = 9;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int most;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private int position;
    private int end;
    private boolean isAfterReturn;
    private boolean isFirstLine = true;
    private String lastId;
    private @Nullable Duration retry;

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

        /** Whether it is one that a reader who knows no types is to be told of: those without data are not. */
        public boolean isMessage() {
            return data.length > 0 && type.equals("message");
        }
    }

    /** @param most bytes the data of an event may have */
    public EventReader(InputStream in, int most) {
        this(in, most, "", null);
    }

    /**
     * As {@link #EventReader(InputStream, int)}, of a stream that goes on with another.
     *
     * @param lastId that of the other; empty where it had none
     * @param retry what the other said about it
     */
    public EventReader(InputStream in, int most, String lastId, @Nullable Duration retry) {
        this.in = in;
        this.most = most;
        this.lastId = lastId;
        this.retry = retry;
    }

    /** That of the last whole event that had one, which the stream can be resumed after; empty where there was none. */
    public String lastId() {
        return lastId;
    }

    /** How long the server wants to be left alone before the stream is opened again, if it has said so. */
    public @Nullable Duration retry() {
        return retry;
    }

    /**
     * The next event, one without data included; null at the end, which an event that is not complete does not outlive.
     *
     * @throws ProtocolException where it is too long
     */
    public @Nullable Event next() throws IOException {
        String type = "";
        String id = lastId;
        boolean hasFields = false;
        ByteArrayOutputStream data = null;
        for (byte[] field = line(); field != null; field = line()) {
            int colon = colon(field);
            if (field.length == 0 && hasFields) {
                lastId = id;
                return new Event(type.isEmpty() ? "message" : type, data == null ? new byte[0] : data.toByteArray());
            } else if (colon == 0) {
                continue; // a comment, or the end of nothing
            }
            hasFields = true;
            int from = Math.min(colon + 1, field.length);
            from += from < field.length && field[from] == ' ' ? 1 : 0;
            switch (new String(field, 0, colon, StandardCharsets.UTF_8)) {
                case "data" -> {
                    data = begun(data);
                    requireRoom(data.size() + field.length - from, most);
                    data.write(field, from, field.length - from);
                }
                case "event" -> type = text(field, from);
                case "id" -> id = usableId(text(field, from), id);
                case "retry" -> readRetry(text(field, from));
                default -> {
                    // A field of a later version: the standard has it passed over.
                }
            }
        }
        return null;
    }

    private static ByteArrayOutputStream begun(@Nullable ByteArrayOutputStream data) {
        if (data == null) {
            return new ByteArrayOutputStream();
        }
        data.write('\n');
        return data;
    }

    private static int colon(byte[] field) {
        int colon = 0;
        while (colon < field.length && field[colon] != ':') {
            colon++;
        }
        return colon;
    }

    private static String text(byte[] field, int from) {
        return new String(field, from, field.length - from, StandardCharsets.UTF_8);
    }

    /** One that cannot be sent back in a header is none. */
    private static String usableId(String id, String before) {
        boolean isUsable = id.length() <= LONGEST_ID && id.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return isUsable ? id : before;
    }

    private void readRetry(String digits) {
        if (!digits.isEmpty()
                && digits.length() <= LONGEST_RETRY_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            retry = Duration.ofMillis(Long.parseLong(digits));
        }
    }

    /** Reads up to a line feed, a carriage return, or both; null at the end of the stream, whatever it ends in. */
    private byte @Nullable [] line() throws IOException {
        line.reset();
        while (position < end || fill()) {
            if (isAfterReturn) {
                isAfterReturn = false;
                if (chunk[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int from = position;
            while (position < end && chunk[position] != '\n' && chunk[position] != '\r') {
                position++;
            }
            requireRoom(line.size() + position - from, most + BEFORE_DATA);
            line.write(chunk, from, position - from);
            if (position < end) {
                isAfterReturn = chunk[position] == '\r';
                position++;
                return withoutMark(line.toByteArray());
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(chunk, 0, CHUNK));
        return end > 0;
    }

    private byte[] withoutMark(byte[] whole) {
        boolean isMarked = isFirstLine
                && whole.length >= MARK.length
                && Arrays.equals(whole, 0, MARK.length, MARK, 0, MARK.length);
        isFirstLine = false;
        return isMarked ? Arrays.copyOfRange(whole, MARK.length, whole.length) : whole;
    }

    private void requireRoom(int bytes, int bound) throws ProtocolException {
        if (bytes > bound) {
            throw new ProtocolException("an event is longer than " + most + " bytes");
        }
    }
}
