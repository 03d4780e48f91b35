package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start on files that cannot be used: one line says what is wrong with which, and every file stays as it was. */
class RefusedFileTest {
    private static final String KEY = "{\"user_id\": \"u\", \"project_id\": \"p\", \"lookup\": \"0123456789abcdef\", "
            + "\"hash\": \"$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\", "
            + "\"mask\": \"m\"}";

    private Path directory;
    private Path file;

    @BeforeEach
    void locate(@TempDir Path temporary) throws Exception {
        directory = temporary.toRealPath();
        file = directory.resolve("config.json");
    }

    private FileChangeLog open() throws StoreOpenException {
        return FileChangeLog.open(StoreLocation.of(file), Samples.CLEAR_KEYS, Samples::fresh, StoreOptions.forServer());
    }

    /** Everything on the disk but the lock file, which says who was there last. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path :
                    files.filter(path -> !path.toString().endsWith(".lock")).toList()) {
                contents.put(
                        path.toString(),
                        Files.isRegularFile(path)
                                ? Base64.getEncoder().encodeToString(Files.readAllBytes(path))
                                : "a directory");
            }
        }
        return contents;
    }

    private void assertRefused(String problem) throws IOException {
        Map<String, String> before = contents();

        StoreOpenException refused = assertThrows(StoreOpenException.class, this::open);

        String line = refused.getMessage();
        assertEquals(Reason.BAD_FILE, refused.reason(), line);
        assertTrue(line.startsWith(file.toString()), line);
        assertTrue(line.contains(problem), line);
        assertFalse(line.contains("planted"), "it quotes the file: " + line);
        assertEquals(1, line.lines().count(), line);
        assertEquals(before, contents());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|is empty",
                "planted|is not valid JSON at line 1",
                "{\"users\": {\"u\": {\"email\": \"planted|is not valid JSON at line 1",
                "{\"users\": {\"u\": {\"email\": \"planted@b.example\"}|is not valid JSON at line 1",
                "[]|is not a JSON object",
                "\"planted\"|is not a JSON object",
                "{} planted|is not valid JSON",
                "{} {}|has something after its end",
                "{\"planted\": 1, \"planted\": 2}|has a name twice in one object at line 1",
                "{\"users\": {\"planted\": {\"email\": \"a@b.cc\"}, \"planted\": {}}}|has a name twice in one object",
                "{\"users\": {}, \"users\": {}}|has a name twice in one object",
                "{\"users\": {\"planted\": {\"email\": \"a@b.cc\", \"email\": \"\"}}}|has a name twice in one object at line 1",
                "{\"plugins\": {\"a\": [{\"planted\": 1, \"planted\": 2}]}}|has a name twice in one object at line 1",
                "{\"gateway\": {\"format_version\": 2}}|gateway.format_version is 2: the file was written by a later",
                "{\"gateway\": {\"format_version\": 4294967297}}|written by a later version of the gateway",
                "{\"gateway\": {\"format_version\": \"planted\"}}|gateway.format_version must be a whole number",
                "{\"gateway\": {\"seq\": \"planted\"}}|gateway.seq must be a whole number",
                "{\"gateway\": {\"seq\": 1.5}}|gateway.seq must be a whole number",
                "{\"gateway\": {\"seq\": 99999999999999999999}}|gateway.seq must be a whole number",
                "{\"gateway\": {\"seq\": 9223372036854775807}}|gateway.seq must be a whole number",
                "{\"planted\": 1e99999999999}|has a number whose exponent is out of range",
                "{\"gateway\": []}|gateway must be an object",
                "{\"gateway\": {\"trusted_proxies\": [\"planted\"]}}|gateway.trusted_proxies[0] must be an IP address",
                "{\"gateway\": {\"access_log\": \"planted\"}}|gateway.access_log must be all, changes or none",
                "{\"common_mcp_gateway_config\": 7}|common_mcp_gateway_config must be an object",
                "{\"plugins\": \"planted\"}|plugins must be an object",
                "{\"users\": []}|users must be an object",
                "{\"users\": {\"u\": 7}}|users.u must be an object",
                "{\"users\": {\"u\": {\"email\": 7}}}|users.u.email must be a string",
                "{\"users\": {\"u\": {}}}|users.u.email is required",
                "{\"projects\": {\"p\": {\"project_name\": \"p\", \"users\": \"planted\"}}}|projects.p.users must be a list",
                "{\"projects\": {\"p\": {\"project_name\": \"p\", \"created_at\": \"planted\"}}}|projects.p.created_at must be",
                "{\"mcp_configs\": {\"c\": {\"mcp_config_name\": \"n\", \"mcp_config\": [{\"server_name\": \"s\"}]}}}"
                        + "|mcp_configs.c.mcp_config[0].config is required",
                "{\"apikeys\": {\"planted\": 7}}|apikeys[…] must be an object",
                "{\"apikeys\": {\"planted\": {\"project_id\": \"p\"}}}|apikeys[…].user_id is required",
                "{\"apikeys\": {\"key_1\": {\"user_id\": \"u\", \"project_id\": \"p\"}}}|apikeys.key_1.lookup is required",
                "{\"apikeys\": {\"key_1\": " + KEY + ", \"1\": {\"user_id\": \"u\", \"project_id\": \"p\"}}}"
                        + "|apikeys.key_1 is there twice, in clear and as a hash",
            })
    void aFileThatCannotBeUsedIsNamedAndLeftAsItIs(String content, String problem) throws Exception {
        Files.writeString(file, content);

        assertRefused(problem);
    }

    @Test
    void whatIsNoTextIsLeftAsItIs() throws Exception {
        byte[] late = "{\"plugins\": {\"a\": \"?\"}}".getBytes(StandardCharsets.UTF_8);
        late[late.length - 4] = (byte) 0xff;
        for (byte[] content : new byte[][] {new byte[4096], {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, late}) {
            Files.write(file, content);

            assertRefused("is not valid JSON");
        }
    }

    @Test
    void aDirectoryInThePlaceOfTheFileIsLeftAsItIs() throws Exception {
        Files.createDirectory(file);

        assertRefused("is a directory");
    }

    @Test
    void aFileThatMayNotBeReadIsNamedAndLeftAsItIs() throws Exception {
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read everything");

        StoreOpenException refused = assertThrows(StoreOpenException.class, this::open);

        assertEquals(Reason.BAD_FILE, refused.reason());
        assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void aFileWithAJournalThatIsNotItsOwnIsLeftAsItIs() throws Exception {
        Files.writeString(file, "{\"gateway\": {\"format_version\": 1, \"seq\": 3}}");
        Files.write(directory.resolve("config.json.journal"), journal(new FileVersion(9, "0".repeat(64))));

        assertRefused("was edited from an older version: its seq is 3, the gateway is at 9; no copy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "planted",
                "planted\n",
                "00000000 journal {\"format_version\":1,\"seq\":0,\"sha256\":\"planted\"}\n"
            })
    void aJournalWithoutAReadableFirstLineIsLeftAsItIs(String content) throws Exception {
        Files.writeString(file, "{\"gateway\": {\"format_version\": 1, \"seq\": 3}}");
        Files.writeString(directory.resolve("config.json.journal"), content);

        assertRefused("has no readable first line");
    }

    @Test
    void aJournalWithoutItsFileIsLeftAsItIs() throws Exception {
        Files.write(directory.resolve("config.json.journal"), journal(new FileVersion(9, "0".repeat(64))));

        assertRefused("is missing, but its journal is there");
    }

    private static byte[] journal(FileVersion file) {
        JournalBuffer lines = new JournalBuffer();
        lines.addHeader(file);
        byte[] bytes = new byte[lines.length()];
        lines.content().get(bytes);
        assertTrue(new String(bytes, StandardCharsets.UTF_8).contains(" journal {"));
        return bytes;
    }
}
