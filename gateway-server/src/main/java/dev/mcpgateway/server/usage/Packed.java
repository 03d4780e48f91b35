package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Numbers in a file, of as many bytes as they need, seven bits in each, the lowest first; and texts, with their length before them. */
final class Packed {
    private static final int BITS = 7;
    private static final int MORE = 0x80;
    private static final int LONGEST = 10;
    private static final int LONGEST_TEXT = 1 << 20;

    private Packed() {}

    static void write(DataOutput out, long number) throws IOException {
        long rest = number;
        while ((rest & -MORE) != 0) {
            out.writeByte(((int) rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    static void writeSigned(DataOutput out, long number) throws IOException {
        write(out, number << 1 ^ number >> (Long.SIZE - 1));
    }

    static long read(DataInput in) throws IOException {
        long number = 0;
        for (int i = 0; i < LONGEST; i++) {
            byte next = in.readByte();
            number |= (long) (next & (MORE - 1)) << (i * BITS);
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("a number has no end");
    }

    static long readSigned(DataInput in) throws IOException {
        long number = read(in);
        return number >>> 1 ^ -(number & 1);
    }

    /** One from 0 to {@code most}. */
    static int readInt(DataInput in, int most) throws IOException {
        long number = read(in);
        if (number < 0 || number > most) {
            throw new IOException("a number is out of its range");
        }
        return (int) number;
    }

    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, bytes.length);
        out.write(bytes);
    }

    static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[readInt(in, LONGEST_TEXT)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
