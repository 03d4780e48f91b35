package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.store.DocumentFiles;
import dev.mcpgateway.server.store.StoreLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that the caller names, relative to the caller's directory. They are held to what requests are held to: no document is
 * written over a file that is none, nor any of the gateway's own read or written.
 */
final class CallerFiles {
    private final Path directory;
    private final DocumentFiles files;

    CallerFiles(Path directory, StoreLocation location) {
        this.directory = directory;
        this.files = new DocumentFiles(location, List::of);
    }

    /** Writes a document for the owner alone, whole or not at all; gives its absolute path. */
    Path write(String option, String name, byte[] document) throws CommandFailure {
        try {
            return files.write(option, absolute(option, name), document);
        } catch (FileRefusedException | StorageException refused) {
            throw failure(refused);
        }
    }

    byte[] read(String option, String name) throws CommandFailure {
        try {
            return files.read(option, absolute(option, name));
        } catch (FileRefusedException | StorageException refused) {
            throw failure(refused);
        }
    }

    private String absolute(String option, String name) throws CommandFailure {
        try {
            if (!name.isEmpty()) {
                return directory.resolve(name).toString();
            }
        } catch (InvalidPathException invalid) {
            throw CommandFailure.usage(option + ": '" + name + "' is not a path");
        }
        throw CommandFailure.usage(option + " needs the name of a file");
    }

    private static CommandFailure failure(RuntimeException refused) {
        String code = !(refused instanceof FileRefusedException file)
                ? "STORAGE_FAILED"
                : file.reason() == FileRefusedException.Reason.NOT_FOUND ? "FILE_NOT_FOUND" : "FILE_NOT_ALLOWED";
        return CommandFailure.refused(code + ": " + refused.getMessage());
    }
}
