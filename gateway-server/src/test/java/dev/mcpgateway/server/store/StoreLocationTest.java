package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLocationTest {
    @Test
    void theFileIsInTheHomeDirectoryUnlessAContainerHasAPlaceForIt(@TempDir Path root) throws Exception {
        Path home = root.resolve("home");
        Path inHome = home.resolve(".enkrypt/enkrypt_mcp_config.json");
        assertEquals(inHome, StoreLocation.standardFile(root, home));

        Files.createFile(root.resolve(".dockerenv"));
        assertEquals(inHome, StoreLocation.standardFile(root, home));

        Path docker = Files.createDirectories(root.resolve("app/.enkrypt/docker"));
        assertEquals(docker.resolve("enkrypt_mcp_config.json"), StoreLocation.standardFile(root, home));

        Files.delete(root.resolve(".dockerenv"));
        assertEquals(inHome, StoreLocation.standardFile(root, home));
    }

    @Test
    void everySpellingOfAFileIsTheSameLocation(@TempDir Path temporary) throws Exception {
        Path directory = Files.createDirectories(temporary.toRealPath().resolve("real"));
        Path file = Files.createFile(directory.resolve("config.json"));
        Path linked = Files.createSymbolicLink(temporary.resolve("linked"), directory);
        Path link = Files.createSymbolicLink(temporary.resolve("link.json"), file);

        assertEquals(file, StoreLocation.of(linked.resolve("config.json")).file());
        assertEquals(file, StoreLocation.of(link).file());
        assertEquals(
                directory.resolve("new.json"),
                StoreLocation.of(linked.resolve("new.json")).file());
        assertEquals(directory.resolve("exports"), StoreLocation.of(link).exports());
    }

    @Test
    void aDirectoryIsNoConfigurationFile(@TempDir Path directory) {
        assertThrows(StoreOpenException.class, () -> StoreLocation.of(directory));
        assertThrows(StoreOpenException.class, () -> StoreLocation.of(Path.of("/")));
    }

    @Test
    void theFileAndEverythingNamedAfterItIsItsOwn(@TempDir Path directory) throws Exception {
        StoreLocation location = StoreLocation.of(directory.resolve("config.json"));

        for (String own : new String[] {"config.json", "CONFIG.json.Journal", "config.json.gen-x", "config.json.tmp"}) {
            assertTrue(location.isOwn(own), own);
        }
        for (String other : new String[] {"config.jsonx", "config", "other.json", "my-config.json"}) {
            assertFalse(location.isOwn(other), other);
        }
    }
}
