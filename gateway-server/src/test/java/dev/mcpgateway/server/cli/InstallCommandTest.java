package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.http.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallCommandTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void makeAGateway() {
        cli = Cli.configured(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "cursor, .cursor/mcp.json, mcpServers, 'url,headers'",
        "claude-code, .claude.json, mcpServers, 'type,url,headers'",
        "vscode, .config/Code/User/mcp.json, servers, 'type,url,headers'",
    })
    void aClientThatKnowsUrlsGetsOneWithAKeyOfItsOwn(String client, String file, String section, String members)
            throws Exception {
        JsonNode said = cli.line("install --client " + client).expect(0).json();

        assertEquals(
                folder.resolve(file).toRealPath().toString(), said.path("file").asText());
        assertEquals("secure-mcp-gateway", said.path("name").asText());
        assertFalse(said.has("backup"));
        JsonNode entry = read(folder.resolve(file)).path(section).path("secure-mcp-gateway");
        List<String> names = new ArrayList<>();
        entry.fieldNames().forEachRemaining(names::add);
        assertEquals(members, String.join(",", names));
        assertEquals("http://localhost:8001/mcp", entry.path("url").asText());
        assertTrue(entry.path("type").asText("http").equals("http"));
        String key = entry.at("/headers/Authorization").asText().replaceFirst("^Bearer ", "");
        JsonNode verified =
                cli.run("user", "verify-api-key", "--api-key", key).expect(0).json();
        assertTrue(verified.path("valid").asBoolean(), verified.toString());
        assertEquals(said.path("key_id"), verified.path("key_id"));
        assertFalse(said.toString().contains(key), "the key is in the file alone");
        assertPrivate(folder.resolve(file));
    }

    @Test
    void claudeDesktopGetsACommandThatReadsTheKeyFromAPrivateFile() throws Exception {
        JsonNode said = cli.line("install --client claude-desktop").expect(0).json();

        Path file = folder.resolve(".config/Claude/claude_desktop_config.json");
        JsonNode entry = read(file).at("/mcpServers/secure-mcp-gateway");
        assertTrue(Files.isExecutable(Path.of(entry.path("command").asText())), entry.toString());
        List<String> args = new ArrayList<>();
        entry.path("args").forEach(arg -> args.add(arg.asText()));
        Path keyFile = Path.of(said.path("key_file").asText());
        assertEquals(
                List.of("connect", "--gateway-url", "http://localhost:8001/mcp", "--key-file", keyFile.toString()),
                args.subList(args.indexOf("connect"), args.size()));
        assertEquals(cli.config().toRealPath().getParent(), keyFile.getParent());
        assertPrivate(keyFile);
        String key = Files.readString(keyFile).strip();
        assertFalse(Files.readString(file).contains(key));
        assertTrue(cli.run("user", "verify-api-key", "--api-key", key)
                .expect(0)
                .json()
                .path("valid")
                .asBoolean());
    }

    @Test
    void theKeyIsNamedAfterTheClientAndOfTheUserAndProjectThatAreNamed() {
        cli.line("user create --email a@example.com").expect(0);
        cli.line("project create --project-name team").expect(0);
        cli.line("project add-user --project-name team --email a@example.com").expect(0);
        String id = cli.line("install --client cursor --email a@example.com --project-name team")
                .expect(0)
                .json()
                .path("key_id")
                .asText();
        JsonNode key = cli.line("user get-api-key --api-key " + id).expect(0).json();
        assertEquals("Cursor", key.path("name").asText());
        assertEquals(
                "a@example.com", key.path("user_email").asText(key.path("email").asText()));
        assertEquals("team", key.path("project_name").asText());
    }

    @Test
    void everythingElseInTheFileStaysAndACopyIsKept() throws Exception {
        Path file = folder.resolve(".cursor/mcp.json");
        Files.createDirectories(file.getParent());
        String before =
                "{\n\t\"z\": 1.50,\n\t\"mcpServers\": {\n\t\t\"other\": {\n\t\t\t\"command\": \"x\",\n\t\t\t\"future\": [\n\t\t\t\t1\n\t\t\t]\n\t\t}\n\t},\n\t\"a\": null\n}\n";
        Files.writeString(file, before);
        JsonNode said = cli.line("install --client cursor").expect(0).json();

        assertFalse(said.path("replaced").asBoolean());
        Path backup = Path.of(said.path("backup").asText());
        assertTrue(backup.getFileName().toString().matches("mcp\\.json\\.backup-\\d{8}T\\d{9}Z"), backup.toString());
        assertEquals(before, Files.readString(backup));
        assertPrivate(backup);
        String after = Files.readString(file);
        String entry =
                after.substring(after.indexOf(",\n\t\t\"secure-mcp-gateway\""), after.indexOf("\n\t},\n\t\"a\""));
        assertEquals(before, after.replace(entry, ""));
    }

    @Test
    void anEntryOfThatNameIsReplacedAndTheAnswerSaysSo() throws Exception {
        Path file = folder.resolve(".cursor/mcp.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"mcpServers\":{\"mine\":{\"url\":\"http://old\"},\"other\":{}}}");
        JsonNode said =
                cli.line("install --client cursor --name mine").expect(0).json();
        assertTrue(said.path("replaced").asBoolean());
        assertEquals(
                "http://localhost:8001/mcp",
                read(file).at("/mcpServers/mine/url").asText());
        assertEquals(2, read(file).path("mcpServers").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ // mine\n \"mcpServers\": {}}",
                "{\"mcpServers\": {},}",
                "[]",
                "{\"mcpServers\": []}",
                "{\"a\": 1, \"a\": 2}",
            })
    void aFileThatCannotBeEditedIsLeftAloneWithAnEntryToPasteAndNoKey(String content) throws Exception {
        Path file = folder.resolve(".cursor/mcp.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        int keys = keys();
        Cli.Ended refused = cli.line("install --client cursor").expect(1);
        assertEquals("", refused.out());
        assertTrue(refused.err().contains("\"url\": \"http://localhost:8001/mcp\""), refused.err());
        assertEquals(content, Files.readString(file));
        assertEquals(keys, keys());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aDryRunShowsTheEntryWithoutTheKeyAndChangesNothing() throws Exception {
        int keys = keys();
        JsonNode shown = cli.line("install --client vscode --dry-run").expect(0).json();
        assertEquals(
                "Bearer ********",
                shown.at("/would_write/servers/secure-mcp-gateway/headers/Authorization")
                        .asText());
        assertFalse(Files.exists(folder.resolve(".config")));
        assertEquals(keys, keys());

        Path file = Files.writeString(folder.resolve("key"), "mgw_abcdefghijklmnop\n");
        String given = cli.line("install --client vscode --dry-run --key-file " + file)
                .expect(0)
                .out();
        assertFalse(given.contains("mgw_abcdefghijklmnop"), given);
    }

    @Test
    void aKeyFileIsUsedAndNoKeyMade() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "mgw_mine\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        int keys = keys();
        Cli.Ended ended = cli.line("install --client cursor --key-file key --gateway-url https://mcp.example.com/")
                .expect(0);
        assertTrue(ended.err().contains("can be read by others"), ended.err());
        JsonNode entry = read(folder.resolve(".cursor/mcp.json")).at("/mcpServers/secure-mcp-gateway");
        assertEquals("https://mcp.example.com/mcp", entry.path("url").asText());
        assertEquals("Bearer mgw_mine", entry.at("/headers/Authorization").asText());
        assertEquals(keys, keys());

        cli.line("install --client claude-desktop --key-file key").expect(0);
        JsonNode args = read(folder.resolve(".config/Claude/claude_desktop_config.json"))
                .at("/mcpServers/secure-mcp-gateway/args");
        assertEquals(file.toString(), args.get(args.size() - 1).asText());
    }

    @ParameterizedTest
    @CsvSource({
        "install --client netscape, 2, claude-desktop",
        "install, 2, --client",
        "install --client cursor --name 'a b', 2, --name",
        "install --client cursor --key-file k --email a@b.ch, 2, --key-file",
        "install --client cursor --key-file none, 1, none",
        "install --client cursor --email nobody@example.com, 1, USER_NOT_FOUND",
        "connect, 2, MCP_GATEWAY_KEY",
        "connect --key-file none, 1, none",
        "connect --gateway-url ftp://x --key-file none, 2, --gateway-url",
    })
    void aCommandThatCannotBeDoneSaysWhy(String line, int code, String reason) {
        Cli.Ended ended = cli.line(line).expect(code);
        assertEquals("", ended.out());
        assertTrue(ended.err().contains(reason), ended.err());
    }

    @Test
    void aKeyFileWithNoKeyInItIsRefusedAndNotShown() throws Exception {
        for (String content : List.of("", "two words", "k\u00e4se", "a\r\nb")) {
            Files.writeString(folder.resolve("key"), content);
            String err = cli.line("connect --key-file key").expect(1).err();
            assertTrue(err.contains("There is no key in"), err);
            assertFalse(!content.isEmpty() && err.contains(content), err);
        }
    }

    @Test
    void aKeyWhoseEntryCannotBeWrittenIsRevoked() throws Exception {
        // What is in the way is a folder with something in it, where the new file is to be written first.
        Files.createDirectories(folder.resolve(".config/Code/User/mcp.json.tmp/taken"));
        Cli.Ended refused = cli.line("install --client vscode").expect(1);
        JsonNode keys = cli.line("user list-all-api-keys").expect(0).json();
        assertEquals("revoked", keys.get(keys.size() - 1).path("status").asText(), refused + " " + keys);
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, claude-desktop, Library/Application Support/Claude/claude_desktop_config.json",
        "Mac OS X, vscode, Library/Application Support/Code/User/mcp.json",
        "Mac OS X, cursor, .cursor/mcp.json",
        "Linux, claude-desktop, .config/Claude/claude_desktop_config.json",
        "Linux, vscode, .config/Code/User/mcp.json",
        "Linux, claude-code, .claude.json",
        "Windows 11, claude-desktop, AppData/Roaming/Claude/claude_desktop_config.json",
        "Windows 11, vscode, AppData/Roaming/Code/User/mcp.json",
        "Windows 11, cursor, .cursor/mcp.json",
    })
    void aClientsFileIsWhereThePlatformHasIt(String system, String client, String file) {
        Platform platform = Platform.of(system, "/home/me", cli.surroundings());
        Path home = system.startsWith("Windows") ? Path.of("/home/me") : folder;
        assertEquals(home.resolve(file), new McpClient.Words().convert(client).file(platform));
    }

    @Test
    void placesThatTheEnvironmentNamesGoFirst() {
        cli.with("APPDATA", "/roaming").with("XDG_CONFIG_HOME", "/xdg").with("CLAUDE_CONFIG_DIR", "/claude");
        assertEquals(
                Path.of("/roaming/Code/User/mcp.json"),
                McpClient.VSCODE.file(Platform.of("Windows 10", "/home/me", cli.surroundings())));
        assertEquals(
                Path.of("/xdg/Code/User/mcp.json"),
                McpClient.VSCODE.file(Platform.of("Linux", "/home/me", cli.surroundings())));
        assertEquals(
                Path.of("/claude/.claude.json"),
                McpClient.CLAUDE_CODE.file(Platform.of("Linux", "/home/me", cli.surroundings())));
    }

    @Test
    void aFileThatIsALinkStaysOne() throws Exception {
        Path target = Files.writeString(folder.resolve("dotfiles.json"), "{}");
        Files.createDirectories(folder.resolve(".cursor"));
        Path link = Files.createSymbolicLink(folder.resolve(".cursor/mcp.json"), target);
        cli.line("install --client cursor").expect(0);
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(read(target).has("mcpServers"));
    }

    private int keys() {
        return cli.line("user list-all-api-keys").expect(0).json().size();
    }

    private static JsonNode read(Path file) throws Exception {
        return StrictJson.mapper().readTree(file.toFile());
    }

    private static void assertPrivate(Path file) throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
