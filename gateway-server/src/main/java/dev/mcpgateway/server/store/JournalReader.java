package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.store.JournalEntry.Commit;
import dev.mcpgateway.server.store.JournalEntry.Header;
import dev.mcpgateway.server.store.JournalEntry.Marker;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads a journal line by line, up to its end or the first line that is not whole. */
final class JournalReader implements Closeable {
    static final String HEADER = "journal";
    static final String MARKER = "snapshot";
    static final String FORMAT = "format_version";
    static final String SEQ = "seq";
    static final String SHA256 = "sha256";
    static final String WITH = "with_commit";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final InputStream in;
    private final CRC32 checksum = new CRC32();
    private byte[] bytes = new byte[1 << 16];
    private int start;
    private int end;
    private long goodEnd;
    private boolean exhausted;

    JournalReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line; null at the end, and from the first line on that is cut short or does not fit its checksum.
     *
     * @throws DamagedJournalException when a whole line is none that this version knows
     */
    @Nullable
    JournalEntry next() throws IOException {
        int length = line();
        if (length < 0 || !isWhole(length)) {
            return null;
        }
        int lineStart = start;
        start += length + 1;
        goodEnd += length + 1;
        return parse(lineStart, length);
    }

    /** How many bytes the lines so far have. */
    long goodEnd() {
        return goodEnd;
    }

    /**
     * Whether a whole line is to be found after the one at which {@link #next} ended: then that one was damaged, where a
     * crash can only have cut the last write short.
     */
    boolean hasWholeLineBeyond() throws IOException {
        for (int length = line(); length >= 0; length = line()) {
            if (isWhole(length)) {
                return true;
            }
            start += length + 1;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The length of the line at {@link #start} without its end, or -1 where no further line ends. */
    private int line() throws IOException {
        for (int scanned = start; ; ) {
            for (; scanned < end; scanned++) {
                if (bytes[scanned] == '\n') {
                    return scanned - start;
                }
            }
            if (exhausted) {
                return -1;
            }
            scanned -= start;
            fill();
            scanned += start;
        }
    }

    private void fill() throws IOException {
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        start = 0;
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length));
        }
        int count = in.read(bytes, end, bytes.length - end);
        if (count <= 0) {
            exhausted = true;
        } else {
            end += count;
        }
    }

    private boolean isWhole(int length) {
        if (length < JournalBuffer.TAG_START || bytes[start + JournalBuffer.CHECKSUM_LENGTH] != ' ') {
            return false;
        }
        long written = 0;
        for (int i = start; i < start + JournalBuffer.CHECKSUM_LENGTH; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return false;
            }
            written = written << 4 | digit;
        }
        checksum.reset();
        checksum.update(bytes, start + JournalBuffer.TAG_START, length - JournalBuffer.TAG_START);
        return checksum.getValue() == written;
    }

    private JournalEntry parse(int lineStart, int length) throws IOException {
        int tagStart = lineStart + JournalBuffer.TAG_START;
        int lineEnd = lineStart + length;
        int tagEnd = tagStart;
        while (tagEnd < lineEnd && bytes[tagEnd] != ' ') {
            tagEnd++;
        }
        if (tagEnd == lineEnd) {
            throw new DamagedJournalException("has a line of an unknown kind");
        }
        String tag = new String(bytes, tagStart, tagEnd - tagStart, StandardCharsets.US_ASCII);
        int offset = tagEnd + 1;
        return switch (tag) {
            case HEADER -> {
                JsonNode header = json(offset, lineEnd);
                yield new Header(header.path(FORMAT).intValue(), version(header));
            }
            case MARKER -> {
                JsonNode marker = json(offset, lineEnd);
                yield new Marker(version(marker), marker.path(WITH).longValue());
            }
            default -> new Commit(number(tag), bytes, offset, lineEnd - offset);
        };
    }

    private JsonNode json(int offset, int end) throws IOException {
        try {
            return MAPPER.readTree(bytes, offset, end - offset);
        } catch (JsonProcessingException notJson) {
            throw new DamagedJournalException("has a line that is no JSON");
        }
    }

    private static FileVersion version(JsonNode node) throws IOException {
        if (!node.path(SEQ).isIntegralNumber() || !node.path(SHA256).isTextual()) {
            throw new DamagedJournalException("has a line without the file's seq and hash");
        }
        return new FileVersion(node.get(SEQ).longValue(), node.get(SHA256).textValue());
    }

    private static long number(String tag) throws IOException {
        try {
            return Long.parseLong(tag);
        } catch (NumberFormatException notANumber) {
            throw new DamagedJournalException("has a line of an unknown kind");
        }
    }
}
