package dev.mcpgateway.server.usage;

import dev.mcpgateway.server.domain.CompanionFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file in memory that counts how often it was written. */
final class MemoryFile implements CompanionFile {
    byte @Nullable [] content;
    int writes;
    boolean isFull;

    @Override
    public Optional<InputStream> read() {
        byte[] present = content;
        return present == null ? Optional.empty() : Optional.of(new ByteArrayInputStream(present));
    }

    @Override
    public void replace(Content next) throws IOException {
        if (isFull) {
            throw new IOException("no space is left");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        next.writeTo(out);
        content = out.toByteArray();
        writes++;
    }
}
