package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.CompanionFile;
import dev.mcpgateway.server.store.Disk.DiskFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A companion of the configuration file on the disk. Whoever holds the location's lock may replace it. */
public final class PrivateFile implements CompanionFile {
    private static final int BUFFER = 1 << 16;

    private final Disk disk;
    private final Path file;
    private final Path temporary;
    private final Path directory;

    PrivateFile(Disk disk, Path file, Path temporary, Path directory) {
        this.disk = disk;
        this.file = file;
        this.temporary = temporary;
        this.directory = directory;
    }

    /** Where {@code location}'s gateway keeps how much its keys are used. */
    public static PrivateFile usage(StoreLocation location) {
        return new PrivateFile(new LocalDisk(), location.usage(), location.temporaryUsage(), location.directory());
    }

    @Override
    public Optional<InputStream> read() throws IOException {
        try {
            return Optional.of(disk.read(file));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void replace(Content content) throws IOException {
        disk.write(temporary, out -> {
            OutputStream buffered = new BufferedOutputStream(new Output(out), BUFFER);
            content.writeTo(buffered);
            buffered.flush();
        });
        try {
            disk.rename(temporary, file);
        } catch (IOException failure) {
            disk.discard(temporary, failure);
            throw failure;
        }
        disk.forceDirectory(directory);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static final class Output extends OutputStream {
        private final DiskFile file;

        Output(DiskFile file) {
            this.file = file;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
