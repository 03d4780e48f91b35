package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.FileRefusedException.Reason;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files whose folder is the same on every machine, because there is none; the real ones are tested with DocumentFiles. */
final class PretendFiles implements ExchangeFiles {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Path write(String field, String requested, byte[] document) {
        refuseAbsolute(field, requested);
        if (requested.contains("/")) {
            throw new FileRefusedException(Reason.NOT_FOUND, field, "its directory is not there");
        }
        files.put(requested, document);
        return Path.of("/home/gateway/.enkrypt/exports", requested);
    }

    @Override
    public byte[] read(String field, String requested) {
        refuseAbsolute(field, requested);
        byte[] document = files.get(requested);
        if (document == null) {
            throw new FileRefusedException(Reason.NOT_FOUND, field, "there is no such file");
        }
        return document;
    }

    private static void refuseAbsolute(String field, String requested) {
        if (requested.startsWith("/")) {
            throw new FileRefusedException(Reason.NOT_ALLOWED, field, "is not a regular file");
        }
    }
}
