package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.FileRefusedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFilesTest {
    private static final byte[] EXPORT = "{\"exported_at\": \"now\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BACKUP =
            "{\"backup_version\": 1, \"a\": {\"b\": [1]}}".getBytes(StandardCharsets.UTF_8);

    private Path root;
    private Path home;
    private StoreLocation location;
    private DocumentFiles files;

    @BeforeEach
    void makeHome(@TempDir Path temporary) throws Exception {
        root = temporary.toRealPath();
        home = Files.createDirectory(root.resolve("home"));
        location = StoreLocation.of(home.resolve("config.json"));
        Files.writeString(location.file(), "{\"exported_at\": \"pretended\"}");
        Files.writeString(location.journal(), "{\"exported_at\": \"pretended\"}");
        files = new DocumentFiles(location, List::of);
    }

    private void assertRefused(Reason reason, String path) {
        FileRefusedException read =
                assertThrows(FileRefusedException.class, () -> files.read("input_file", path), path);
        assertEquals(reason, read.reason(), path);
        assertTrue(String.valueOf(read.getMessage()).startsWith("input_file: "), read.getMessage());
    }

    private void assertNotWritten(String path) throws IOException {
        List<String> before = tree();
        FileRefusedException refused =
                assertThrows(FileRefusedException.class, () -> files.write("output_file", path, EXPORT), path);
        assertEquals(Reason.NOT_ALLOWED, refused.reason(), path);
        assertEquals(before, tree(), "nothing is left behind");
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.endsWith("exports"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aRelativePathIsBelowExports() throws Exception {
        Path written = files.write("output_file", "backup.json", BACKUP);

        assertEquals(home.resolve("exports/backup.json"), written);
        assertArrayEquals(BACKUP, files.read("input_file", "backup.json"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(written)));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("exports"))));
        assertEquals(List.of(written), list(home.resolve("exports")));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void anAbsolutePathIsUsedAsItIs() throws Exception {
        Path target = root.resolve("export.json");

        assertEquals(target, files.write("output_file", target.toString(), EXPORT));
        assertArrayEquals(EXPORT, files.read("input_file", target.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "~/x.json", "~root/x.json", "a\0b", "..", ".", "../x.json", "a/../../x.json", "/", "/.."
            })
    void whatIsNoPlainPathIsRefused(String path) throws Exception {
        assertRefused(Reason.NOT_ALLOWED, path);
        assertNotWritten(path);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertRefused(Reason.NOT_FOUND, "none.json");
        assertRefused(Reason.NOT_FOUND, root.resolve("none.json").toString());
        assertRefused(Reason.NOT_FOUND, root.resolve("none/none.json").toString());
        FileRefusedException refused = assertThrows(
                FileRefusedException.class,
                () -> files.write("output_file", root.resolve("none/x.json").toString(), EXPORT));
        assertEquals(Reason.NOT_FOUND, refused.reason());
    }

    @Test
    void theGatewaysOwnFilesAreRefusedUnderEveryName() throws Exception {
        Path hardLink = Files.createLink(root.resolve("hard.json"), location.file());
        Path journalLink = Files.createLink(root.resolve("hard.journal"), location.journal());
        Path linkedHome = Files.createSymbolicLink(root.resolve("linked"), home);
        for (Path own : List.of(
                location.file(),
                location.journal(),
                home.resolve("config.json.gen-20261101T120000.000000Z-start"),
                home.resolve("../home/config.json"),
                linkedHome.resolve("config.json"),
                linkedHome.resolve("config.json.not-yet-there"),
                home.resolve("CONFIG.JSON"),
                hardLink,
                journalLink)) {
            assertRefused(Reason.NOT_ALLOWED, own.toString());
            assertNotWritten(own.toString());
        }
    }

    @Test
    void onlyRegularFilesAreUsed() throws Exception {
        Path target = Files.write(root.resolve("target.json"), EXPORT);
        Path link = Files.createSymbolicLink(root.resolve("link.json"), target);
        Path dangling = Files.createSymbolicLink(root.resolve("dangling.json"), root.resolve("nothing"));
        Path directory = Files.createDirectory(root.resolve("directory.json"));
        for (Path path : List.of(link, dangling, directory, Path.of("/dev/null"), Path.of("/dev/stdin"))) {
            assertRefused(Reason.NOT_ALLOWED, path.toString());
            assertThrows(FileRefusedException.class, () -> files.write("output_file", path.toString(), BACKUP));
        }
        assertArrayEquals(EXPORT, Files.readAllBytes(target));
    }

    @Test
    void linksInTheDirectoriesOfARelativePathDoNotLeadOut() throws Exception {
        Files.createDirectory(location.exports());
        Files.createSymbolicLink(location.exports().resolve("out"), root);
        Files.write(root.resolve("x.json"), EXPORT);

        assertRefused(Reason.NOT_ALLOWED, "out/x.json");
        assertRefused(Reason.NOT_ALLOWED, "out/missing/x.json");
        assertThrows(FileRefusedException.class, () -> files.write("output_file", "out/x.json", EXPORT));
    }

    @Test
    void withAllowedRootsAnAbsolutePathIsBelowOneOfThem() throws Exception {
        Path allowed = Files.createDirectory(root.resolve("allowed"));
        Path link = Files.createSymbolicLink(root.resolve("alias"), allowed);
        Files.createSymbolicLink(allowed.resolve("out"), root);
        files = new DocumentFiles(location, () -> List.of(link));

        assertEquals(
                allowed.resolve("x.json"),
                files.write("output_file", allowed.resolve("x.json").toString(), EXPORT));
        assertArrayEquals(
                EXPORT, files.read("input_file", link.resolve("x.json").toString()));
        files.write("output_file", "relative.json", EXPORT);
        for (Path outside : List.of(
                root.resolve("x.json"),
                root.resolve("none/x.json"),
                allowed.resolve("../x.json"),
                allowed.resolve("out/x.json"),
                root.resolve("allowed-not/x.json"))) {
            assertRefused(Reason.NOT_ALLOWED, outside.toString());
            assertNotWritten(outside.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "{}",
                "[{\"exported_at\": 1}]",
                "{\"a\": {\"exported_at\": 1}}",
                "{\"exported_at\": 1} {}",
                "{\"exported_at\": 1",
                "{\"mcp_configs\": {}}"
            })
    void aFileThatIsNoDocumentOfTheGatewaysIsNotWrittenOver(String content) throws Exception {
        Path target = Files.writeString(root.resolve("precious"), content);

        assertNotWritten(target.toString());

        assertEquals(content, Files.readString(target));
    }

    @Test
    void anEarlierExportOrBackupIsReplaced() throws Exception {
        Path target = files.write("output_file", "x.json", EXPORT);
        files.write("output_file", "x.json", BACKUP);
        files.write("output_file", "x.json", EXPORT);

        assertArrayEquals(EXPORT, Files.readAllBytes(target));
        assertEquals(List.of(target), list(location.exports()));
    }

    @Test
    void aFileOfMoreThan64MiBIsRefused() throws Exception {
        Path target = root.resolve("large.json");
        try (var file = new java.io.RandomAccessFile(target.toFile(), "rw")) {
            file.setLength(64L << 20);
            assertEquals(64 << 20, files.read("input_file", target.toString()).length);
            file.setLength((64L << 20) + 1);
        }
        assertRefused(Reason.NOT_ALLOWED, target.toString());
    }

    @Test
    void noMessageQuotesAFile() throws Exception {
        Path target = Files.writeString(root.resolve("secret"), "s3cret");

        FileRefusedException refused =
                assertThrows(FileRefusedException.class, () -> files.write("output_file", target.toString(), EXPORT));

        assertFalse(String.valueOf(refused.getMessage()).contains("s3cret"));
    }
}
