package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.FileRefusedException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns a path of a request into one that may be used, with every link in it followed but for the last part. */
final class RequestedPath {
    private final StoreLocation location;
    private final Supplier<List<Path>> allowedRoots;

    RequestedPath(StoreLocation location, Supplier<List<Path>> allowedRoots) {
        this.location = location;
        this.allowedRoots = allowedRoots;
    }

    /** The path of a regular file. */
    Path toRead(String field, String requested) throws IOException {
        Path path = checked(field, requested);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileRefusedException(Reason.NOT_FOUND, field, "there is no such file");
        }
        return path;
    }

    /** The path of a regular file, or of none as yet, in a directory that is there. */
    Path toWrite(String field, String requested) throws IOException {
        if (!syntax(field, requested).isAbsolute()) {
            PrivateAccess.createDirectories(location.exports());
        }
        return checked(field, requested);
    }

    private Path checked(String field, String requested) throws IOException {
        Path path = syntax(field, requested);
        Path name = path.getFileName();
        Path parent = path.isAbsolute()
                ? path.getParent()
                : location.exports().resolve(path).getParent();
        if (parent == null
                || name == null
                || name.toString().equals(".")
                || name.toString().equals("..")) {
            throw refused(field, "is not the name of a file");
        }
        Path target = directory(field, parent, !path.isAbsolute()).resolve(name);
        if (isOwn(target)) {
            throw refused(field, "the gateway's own files may not be named");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(field, "is not a regular file");
        }
        return target;
    }

    private static Path syntax(String field, String requested) {
        if (requested.isBlank() || requested.startsWith("~") || requested.indexOf('\0') >= 0) {
            throw refused(field, "is not a path that may be used: give an absolute one, or one below exports/");
        }
        try {
            return Path.of(requested);
        } catch (InvalidPathException invalid) {
            throw refused(field, "is not a path");
        }
    }

    /** The real path of {@code directory}, which is judged by it. */
    private Path directory(String field, Path directory, boolean belowExports) throws IOException {
        List<Path> roots = belowExports ? List.of(location.exports()) : allowedRoots.get();
        if (!Files.isDirectory(directory)) {
            requireBelow(field, asFarAsReal(directory), real(roots));
            throw new FileRefusedException(Reason.NOT_FOUND, field, "its directory is not there");
        }
        Path real = directory.toRealPath();
        requireBelow(field, real, real(roots));
        return real;
    }

    /** The path that {@code missing} would have: that of what is there of it, and the rest. */
    private static Path asFarAsReal(Path missing) throws IOException {
        Path there = missing;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null
                ? missing.normalize()
                : there.toRealPath().resolve(there.relativize(missing)).normalize();
    }

    private static void requireBelow(String field, Path directory, List<Path> roots) {
        if (!roots.isEmpty() && roots.stream().noneMatch(directory::startsWith)) {
            throw refused(field, "leaves the directories that files may be in");
        }
    }

    private static List<Path> real(List<Path> roots) throws IOException {
        List<Path> real = new ArrayList<>();
        for (Path root : roots) {
            real.add(
                    Files.exists(root)
                            ? root.toRealPath()
                            : root.toAbsolutePath().normalize());
        }
        return real;
    }

    /** Whether {@code target} is the configuration file or a companion, under any of its names. */
    private boolean isOwn(Path target) throws IOException {
        Path directory = target.getParent();
        if (!Files.isDirectory(location.directory())) {
            return false;
        }
        boolean beside = directory != null && Files.isSameFile(directory, location.directory());
        if (beside && location.isOwn(String.valueOf(target.getFileName()))) {
            return true;
        }
        if (!Files.exists(target)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                location.directory(), file -> location.isOwn(String.valueOf(file.getFileName())))) {
            for (Path own : files) {
                if (Files.isSameFile(own, target)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static FileRefusedException refused(String field, String why) {
        return new FileRefusedException(Reason.NOT_ALLOWED, field, why);
    }
}
