package dev.mcpgateway.server.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The yardstick of durable writes: how many appends of a line, each forced to the disk, a folder takes a second. */
public final class FsyncRate {
    private static final int LINE = 300;
    private static final long SECONDS = 3;

    private FsyncRate() {}

    /** The argument is a folder of the disk to measure. */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile(Path.of(args[0]), "fsync", ".bench");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.allocate(LINE);
            long count = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < SECONDS * 1_000_000_000L) {
                channel.write(line.rewind());
                channel.force(false);
                count++;
            }
            System.out.printf("%.0f%n", count * 1e9 / (System.nanoTime() - start));
        } finally {
            Files.delete(file);
        }
    }
}
