package dev.mcpgateway.server.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's own file systems. */
final class LocalDisk implements Disk {
    @Override
    public @Nullable FileStamp stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.fileKey(),
                    attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException missing) {
            return null;
        }
    }

    @Override
    public InputStream read(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return new LocalFile(PrivateAccess.createFile(file));
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new LocalFile(channel);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        PrivateAccess.forceDirectory(directory);
    }

    @Override
    public List<Path> list(Path directory, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    private record LocalFile(FileChannel channel) implements DiskFile {
        /** A larger write would have the JDK keep a buffer of that size outside the heap for good. */
        private static final int LARGEST_WRITE = 1 << 20;

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            int end = bytes.limit();
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + LARGEST_WRITE));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void copyTo(long start, long end, DiskFile target) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocate(LARGEST_WRITE);
            for (long position = start; position < end; ) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), end - position));
                int count = channel.read(chunk, position);
                if (count < 0) {
                    throw new EOFException("shorter than it was written");
                }
                target.write(chunk.flip());
                position += count;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
