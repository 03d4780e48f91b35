package dev.mcpgateway.server.store;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Lines for the journal, gathered for one write: {@code checksum tag content}, where the checksum is the CRC-32 of all
 * that follows it and its space, as eight hex digits, and the tag says what kind of line it is. The memory is used again
 * from one batch to the next.
 */
final class JournalBuffer extends OutputStream {
    static final int CHECKSUM_LENGTH = 8;
    static final int TAG_START = CHECKSUM_LENGTH + 1;

    private static final int KEPT = 1 << 20;
    private static final HexFormat HEX = HexFormat.of();

    private final CRC32 checksum = new CRC32();
    private byte[] bytes = new byte[1 << 14];
    private int length;
    private int lineStart;

    /** Begins a line; its content is then written to this stream. */
    void beginLine(String tag) {
        lineStart = length;
        room(TAG_START);
        length += TAG_START;
        byte[] tagBytes = tag.getBytes(StandardCharsets.US_ASCII);
        write(tagBytes, 0, tagBytes.length);
        write(' ');
    }

    void endLine() {
        checksum.reset();
        checksum.update(bytes, lineStart + TAG_START, length - lineStart - TAG_START);
        byte[] hex = HEX.toHexDigits((int) checksum.getValue()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, bytes, lineStart, hex.length);
        bytes[lineStart + CHECKSUM_LENGTH] = ' ';
        write('\n');
        lineStart = length;
    }

    /** Adds the first line of a journal that continues {@code file}. */
    void addHeader(FileVersion file) {
        addVersion(
                JournalReader.HEADER, "\"" + JournalReader.FORMAT + "\":" + JournalScan.FORMAT_VERSION + ",", file, "");
    }

    /** Adds a note that the configuration file may have the content {@code file}. */
    void addMarker(FileVersion file) {
        addVersion(JournalReader.MARKER, "", file, "");
    }

    /** As {@link #addMarker(FileVersion)}, where the note is worth nothing without the commit {@code seq}, which follows. */
    void addMarker(FileVersion file, long seq) {
        addVersion(JournalReader.MARKER, "", file, ",\"" + JournalReader.WITH + "\":" + seq);
    }

    private void addVersion(String tag, String first, FileVersion version, String last) {
        String json = "{" + first + "\"" + JournalReader.SEQ + "\":" + version.seq() + ",\"" + JournalReader.SHA256
                + "\":\"" + version.sha256() + "\"" + last + "}";
        byte[] jsonBytes = json.getBytes(StandardCharsets.US_ASCII);
        beginLine(tag);
        write(jsonBytes, 0, jsonBytes.length);
        endLine();
    }

    /** Takes back the line that was begun and not ended. */
    void dropLine() {
        length = lineStart;
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    void writeTo(JournalBuffer target) {
        target.write(bytes, 0, length);
    }

    /** All lines; valid until the next one is begun. */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
        lineStart = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
    }

    @Override
    public void write(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            long needed = (long) length + count;
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("a commit of more than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
        }
    }
}
