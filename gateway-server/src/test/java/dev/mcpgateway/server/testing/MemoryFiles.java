package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.FileRefusedException.Reason;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are on no disk. */
public final class MemoryFiles implements ExchangeFiles {
    private static final Path EXPORTS = Path.of("/nowhere/exports");

    private final Map<Path, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Path write(String field, String requested, byte[] document) {
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
