package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.FileRefusedException.Reason;
import dev.mcpgateway.server.domain.StorageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are on no disk: what a gateway in memory writes it can read again. */
public final class MemoryFiles implements ExchangeFiles {
    private static final Path EXPORTS = Path.of("/memory/exports");
    private static final int MOST = 1_000;

    private final Map<Path, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Path write(String field, String requested, byte[] document) {
        if (files.size() >= MOST) {
            throw new StorageException("There are " + MOST + " files in memory already");
        }
        Path file = EXPORTS.resolve(requested);
        files.put(file, document.clone());
        return file;
    }

    @Override
    public byte[] read(String field, String requested) {
        byte[] document = files.get(EXPORTS.resolve(requested));
        if (document == null) {
            throw new FileRefusedException(Reason.NOT_FOUND, field, "there is no such file");
        }
        return document.clone();
    }
}
