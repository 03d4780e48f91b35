package dev.mcpgateway.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file operations that the store is made of: few enough that a test makes each of them fail in turn. */
interface Disk {
    /** How much is read at a time. */
    int CHUNK = 1 << 16;

    /** What tells one content of {@code file} from the next without reading it; null where there is no such file. */
    @Nullable
    FileStamp stamp(Path file) throws IOException;

    /** The content of {@code file}; {@link NoSuchFileException} where it is not there. */
    InputStream read(Path file) throws IOException;

    /** A new, empty file that its owner alone may read, in the place of any older one. */
    DiskFile create(Path file) throws IOException;

    /** Opens {@code file} for writing at its end. */
    DiskFile open(Path file) throws IOException;

    /** Gives {@code from} the name {@code to} in one step, in the place of any older file of that name. */
    void rename(Path from, Path to) throws IOException;

    /** Makes what happened to the names in {@code directory} durable. */
    void forceDirectory(Path directory) throws IOException;

    /** The files in {@code directory} whose names begin with {@code prefix}, ordered by name. */
    List<Path> list(Path directory, String prefix) throws IOException;

    /** Removes {@code file} where it is there. */
    void delete(Path file) throws IOException;

    /** Removes those files in {@code directory} whose names begin with {@code prefix}, but for the last {@code count}. */
    default void keepNewest(Path directory, String prefix, int count) throws IOException {
        List<Path> all = list(directory, prefix);
        for (Path old : all.subList(0, Math.max(0, all.size() - count))) {
            delete(old);
        }
    }

    /** Writes the content of {@code from} to {@code to}, as {@link #write} does. */
    default void copy(Path from, Path to) throws IOException {
        copy(from, 0, to);
    }

    /** As {@link #copy(Path, Path)}, without the first {@code start} bytes. */
    default void copy(Path from, long start, Path to) throws IOException {
        try (InputStream in = read(from)) {
            in.skipNBytes(start);
            write(to, out -> {
                byte[] chunk = new byte[CHUNK];
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    out.write(ByteBuffer.wrap(chunk, 0, count));
                }
            });
        }
    }

    /** By their bytes, because a hash of both takes ten times as long while somebody waits for a start. */
    default boolean haveEqualContent(Path one, Path other) throws IOException {
        FileStamp first = stamp(one);
        FileStamp second = stamp(other);
        if (first == null || second == null || first.size() != second.size()) {
            return false;
        }
        try (InputStream ones = read(one);
                InputStream others = read(other)) {
            byte[] chunk = new byte[CHUNK];
            byte[] same = new byte[CHUNK];
            int count;
            do {
                count = ones.readNBytes(chunk, 0, CHUNK);
                if (!Arrays.equals(chunk, 0, count, same, 0, others.readNBytes(same, 0, CHUNK))) {
                    return false;
                }
            } while (count > 0);
            return true;
        }
    }

    /**
     * Writes a new {@code file}, durably but for its name. A crash may cut it short; of one that fails nothing is left, because
     * on a full disk it would take the room that everything else needs to go on.
     */
    default void write(Path file, Content content) throws IOException {
        try {
            try (DiskFile out = create(file)) {
                content.writeTo(out);
                out.force();
            }
        } catch (IOException | RuntimeException | Error failure) {
            discard(file, failure);
            throw failure;
        }
    }

    /** Removes {@code file}, which nothing is to be left of because of {@code failure}. */
    default void discard(Path file, Throwable failure) {
        try {
            delete(file);
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** What a file is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(DiskFile out) throws IOException;
    }

    /** A file that is open for writing at its end. */
    interface DiskFile extends Closeable {
        /** Writes all that remains in {@code bytes}. */
        void write(ByteBuffer bytes) throws IOException;

        /** Makes all that was written durable, with as much of the metadata as reading it back needs. */
        void force() throws IOException;

        void truncate(long size) throws IOException;

        /** Appends the bytes from {@code start} to {@code end} of this file to {@code target}. */
        void copyTo(long start, long end, DiskFile target) throws IOException;
    }

    /**
     * Which content a file has, as far as its metadata tell.
     *
     * @param key names the file among all of its file system, where that has such a thing
     * @param modified in nanoseconds since 1970
     */
    record FileStamp(@Nullable Object key, long size, long modified) {}
}
