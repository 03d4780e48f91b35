package dev.mcpgateway.server.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.testing.EmptyApi;
import dev.mcpgateway.server.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed document is the one that the table of operations gives; {@code -Dgolden.update=true} rewrites it. */
class OpenApiGoldenTest {
    private static final Path GOLDEN = Repository.root().resolve("openapi/openapi.json");

    @Test
    void theCommittedDocumentIsThatOfTheOperations() throws IOException {
        byte[] emitted = OpenApiDocument.of(EmptyApi.create().operations(), Repository.version());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, emitted);
        }
        assertEquals(
                Files.readString(GOLDEN),
                new String(emitted, UTF_8),
                "run with -Dgolden.update=true and look at what changes in openapi/openapi.json");
    }

    @Test
    void emissionIsTheSameToTheLastByteEachTime() {
        assertArrayEquals(
                OpenApiDocument.of(EmptyApi.create().operations(), "1"),
                OpenApiDocument.of(EmptyApi.create().operations(), "1"));
    }
}
