package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class ClientJarIT {
    private static final long MAX_BYTES = 300_000;

    private static final Path JAR = Path.of(System.getProperty("client.jar"));

    @Test
    void theJarStaysUnderThreeHundredKilobytesAndHoldsNothingOfOthers() throws IOException {
        assertTrue(Files.size(JAR) < MAX_BYTES, "size " + Files.size(JAR));
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> foreign = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("dev/mcpgateway/client/")
                            && !name.startsWith("META-INF/")
                            && !name.equals("module-info.class"))
                    .toList();
            assertEquals(List.of(), foreign);
        }
    }
}
