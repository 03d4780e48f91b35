package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.ExchangeFiles;
import java.nio.file.Path;
import java.util.List;

/** Placeholder for compiling; replaced by the merge. */
public final class DocumentFiles implements ExchangeFiles {
    public DocumentFiles(StoreLocation location, List<Path> roots) {}

    @Override
    public Path write(String field, String requested, byte[] document) {
        throw new IllegalStateException();
    }

    @Override
    public byte[] read(String field, String requested) {
        throw new IllegalStateException();
    }
}
