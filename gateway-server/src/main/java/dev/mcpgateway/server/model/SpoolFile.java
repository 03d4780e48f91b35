package dev.mcpgateway.server.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes in a temporary file that is its owner's alone and that nothing is left of, whatever ends the process: where the system can, it has
 * lost its name before it has any content.
 */
final class SpoolFile implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SpoolFile.class.getName());
    private static final int PART = 64 * 1024;

    private final FileChannel channel;
    private long length;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * All that is in {@code in}.
     *
     * @throws UncheckedIOException when there is no room for it
     * @throws RuntimeException what reading throws
     */
    static SpoolFile of(InputStream in) {
        try {
            // Made for the owner alone, as the system's temporary files are.
            Path path = Files.createTempFile("gateway-request-", ".body");
            SpoolFile file = opened(path);
            try {
                file.fill(in);
                return file;
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SpoolFile opened(Path path) throws IOException {
        try {
            return new SpoolFile(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } finally {
            // Also where the process may open no further file.
            loseName(path);
        }
    }

    private static void loseName(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException kept) {
            // Systems that keep the name of an open file delete it when it is closed.
        }
    }

    private void fill(InputStream in) throws IOException {
        byte[] part = new byte[PART];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            ByteBuffer bytes = ByteBuffer.wrap(part, 0, read);
            while (bytes.hasRemaining()) {
                length += channel.write(bytes);
            }
        }
    }

    long length() {
        return length;
    }

    /** From the first byte on; any number of times. Reading throws {@link UncheckedIOException}. */
    InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
                if (count == 0) {
                    return 0;
                }
                try {
                    int got = channel.read(ByteBuffer.wrap(target, offset, count), position);
                    position += Math.max(0, got);
                    return got;
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            // Its bytes are nobody's any more, and nobody can do more about it.
            LOG.log(Level.WARNING, "a temporary file could not be closed", failure);
        }
    }
}
