package dev.mcpgateway.server.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server-sent events (WHATWG HTML, 9.2), each up to a bound. */
final class EventReader {
    private static final int CHUNK = 16 << 10;
    private static final int LONGEST_ID = 8 << 10;
    private static final int LONGEST_RETRY_DIGITS = 9;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int end;
    private boolean isAfterReturn;
    private @Nullable String lastId;
    private @Nullable Duration retry;

    /**
     * @param lastId that of the stream which this one goes on with, if it does
     * @param retry what that stream said about it
     */
    EventReader(InputStream in, int maxBytes, @Nullable String lastId, @Nullable Duration retry) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.lastId = lastId;
        this.retry = retry;
    }

    /** The data of the next event that is a message; empty at the end of the stream. An event cut short is none. */
    Optional<byte[]> next() throws IOException {
        @Nullable String id = null;
        String type = "";
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean hasData = false;
        while (readLine()) {
            byte[] field = line.toByteArray();
            if (field.length == 0) {
                lastId = id == null ? lastId : id;
                if (data.size() > 0 && (type.isEmpty() || type.equals("message"))) {
                    return Optional.of(data.toByteArray());
                }
                id = null;
                type = "";
                data.reset();
                hasData = false;
                continue;
            }
            int colon = colon(field);
            String name = new String(field, 0, colon, StandardCharsets.UTF_8);
            int from = colon + 1 < field.length && field[colon + 1] == ' ' ? colon + 2 : colon + 1;
            from = Math.min(from, field.length);
            switch (name) {
                case "data" -> {
                    if (hasData) {
                        data.write('\n');
                    }
                    hasData = true;
                    requireRoom(data.size() + field.length - from);
                    data.write(field, from, field.length - from);
                }
                case "event" -> type = text(field, from);
                case "id" -> id = usableId(text(field, from), id);
                case "retry" -> readRetry(text(field, from));
                default -> {
                    // A comment, or a field of a later version: the standard has both passed over.
                }
            }
        }
        return Optional.empty();
    }

    /** That of the last whole event that had one. */
    @Nullable
    String lastId() {
        return lastId;
    }

    /** How long the gateway wants to be left alone before the stream is opened again, if it has said so. */
    @Nullable
    Duration retry() {
        return retry;
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
    private static @Nullable String usableId(String id, @Nullable String before) {
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

    /** Reads up to a line feed, a carriage return, or both; false at the end of the stream, whatever it ends in. */
    private boolean readLine() throws IOException {
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
            requireRoom(line.size() + position - from);
            line.write(chunk, from, position - from);
            if (position < end) {
                isAfterReturn = chunk[position] == '\r';
                position++;
                return true;
            }
        }
        return false;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(chunk, 0, CHUNK));
        return end > 0;
    }

    private void requireRoom(int bytes) throws ProtocolException {
        if (bytes > maxBytes) {
            throw new ProtocolException("an event of more than " + maxBytes + " bytes");
        }
    }
}
