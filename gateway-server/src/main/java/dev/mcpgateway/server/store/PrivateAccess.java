package dev.mcpgateway.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes files and directories that their owner alone may use, from their first moment on: mode 0600 and 0700 where the
 * file system has modes, an access control list with the owner alone where it has those (Windows), nothing elsewhere.
 */
public final class PrivateAccess {
    private PrivateAccess() {}

    /** Creates {@code file}, which must not exist, for reading and writing. */
    static FileChannel createFile(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE_NEW);
    }

    /** Writes {@code file}, which must not exist, down to the disk. */
    public static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = createFile(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Opens {@code file} for reading and writing; it is created where it is missing. */
    static FileChannel openOrCreateFile(Path file) throws IOException {
        return open(file, StandardOpenOption.CREATE);
    }

    /** Creates {@code directory} and those above it, where missing, so that a loss of power cannot take them back. */
    public static void createDirectories(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory; path != null && !Files.isDirectory(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            Files.createDirectory(path, attributes(path, "rwx------"));
            Path parent = path.getParent();
            if (parent != null) {
                forceDirectory(parent);
            }
        }
    }

    /** Makes the names in {@code directory} durable; Windows knows no such thing, and needs none. */
    public static void forceDirectory(Path directory) throws IOException {
        if (views(directory).contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileChannel open(Path file, StandardOpenOption creation) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(creation, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, attributes(file, "rw-------"));
    }

    private static FileAttribute<?>[] attributes(Path path, String mode) throws IOException {
        if (views(path).contains("posix")) {
            return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))};
        }
        return views(path).contains("acl")
                ? new FileAttribute<?>[] {new OwnerOnly(owner(path.getFileSystem()))}
                : new FileAttribute<?>[0];
    }

    private static Set<String> views(Path path) {
        return path.getFileSystem().supportedFileAttributeViews();
    }

    private static AclEntry owner(FileSystem fileSystem) throws IOException {
        UserPrincipal owner =
                fileSystem.getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty("user.name"));
        return AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build();
    }

    private record OwnerOnly(AclEntry owner) implements FileAttribute<List<AclEntry>> {
        @Override
        public String name() {
            return "acl:acl";
        }

        @Override
        public List<AclEntry> value() {
            return List.of(owner);
        }
    }
}
