package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FileRefusedException;
import java.nio.file.Path;

/** For tests that name no files. */
final class NoFiles implements ExchangeFiles {
    @Override
    public Path write(String field, String requested, byte[] document) {
        throw new FileRefusedException(FileRefusedException.Reason.NOT_ALLOWED, field, "this gateway has no files");
    }

    @Override
    public byte[] read(String field, String requested) {
        throw new FileRefusedException(FileRefusedException.Reason.NOT_ALLOWED, field, "this gateway has no files");
    }
}
