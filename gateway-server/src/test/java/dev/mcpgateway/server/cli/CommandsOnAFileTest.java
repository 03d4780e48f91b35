package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.cli.Cli.Ended;
import dev.mcpgateway.server.http.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands where no server runs. */
class CommandsOnAFileTest {
    @TempDir
    Path temporary;

    private Path folder() throws IOException {
        return temporary.toRealPath();
    }

    @Test
    void everyCommandDoesWhatItSays() throws Exception {
        new Scenario(Cli.configured(folder()), true).run();
    }

    @Test
    void theScenarioHasEveryCommandOfAnOperation() {
        Set<String> commands = new TreeSet<>();
        Declarations.all().stream()
                .filter(operation -> !operation.command().isEmpty())
                .forEach(operation -> commands.add(String.join(" ", operation.command())));
        assertEquals(commands, Scenario.commands());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user list",
                "system backup --output-file b.json",
                "user create --email a@example.com",
                "admin-key",
                "system start-api --port 0"
            })
    void whereThereIsNoFileNoneIsMade(String command) throws Exception {
        Ended ended = Cli.in(folder()).line(command).expect(78);

        assertTrue(ended.err().contains("generate-config"), ended.err());
        assertEquals(List.of(), list());
    }

    @Test
    void generateConfigMakesTheDefaultFileAndNeverOverOne() throws Exception {
        Cli cli = Cli.in(folder());
        JsonNode made = cli.run("generate-config").expect(0).json();

        assertEquals(cli.config().toString(), made.path("config_path").asText());
        assertFalse(made.has("api_key"));
        assertEquals(1, cli.run("user", "list").json().size());
        String file = Files.readString(cli.config());
        Ended again = cli.run("generate-config").expect(1);
        assertTrue(again.err().contains("--overwrite"), again.err());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cli.config())));
        assertEquals(file, Files.readString(cli.config()));
    }

    @Test
    void theNewUsersKeyIsShownOnATerminalAndElsewhereTheCommandThatMakesOne() throws Exception {
        Cli cli = Cli.in(folder()).onTerminal();
        assertTrue(cli.run("generate-config").json().path("api_key").asText().startsWith("mgw_"));

        Ended elsewhere = Cli.in(folder()).run("generate-config", "--overwrite").expect(0);
        assertFalse((elsewhere.out() + elsewhere.err()).contains("mgw_"));
        String command = elsewhere
                .err()
                .substring(elsewhere.err().indexOf("secure-mcp-gateway ") + 19)
                .strip();
        assertTrue(cli.line(command).expect(0).json().path("api_key").asText().startsWith("mgw_"));
    }

    @Test
    void overwriteKeepsWhatWasThere() throws Exception {
        Cli cli = Cli.configured(folder());
        cli.line("user create --email kept@example.com").expect(0);

        JsonNode made = cli.line("generate-config --overwrite").expect(0).json();

        assertEquals(1, cli.run("user", "list").json().size());
        String kept = Files.readString(Path.of(made.path("replaced_config").asText()));
        assertTrue(kept.contains("kept@example.com"), kept);
    }

    @Test
    void overwriteIsTheWayOutOfAFileThatCannotBeRead() throws Exception {
        Cli cli = Cli.in(folder());
        Files.writeString(cli.config(), "{ broken");
        cli.run("user", "list").expect(78);

        JsonNode made = cli.line("generate-config --overwrite").expect(0).json();

        assertEquals(
                "{ broken",
                Files.readString(Path.of(made.path("replaced_config").asText())));
        cli.run("user", "list").expect(0);
    }

    @Test
    void twoCommandsAtOnceWaitForEachOther() throws Exception {
        Cli cli = Cli.configured(folder());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Ended>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String email = "user" + i + "@example.com";
                all.add(threads.submit(() -> cli.run("user", "create", "--email", email)));
            }
            for (Future<Ended> one : all) {
                one.get().expect(0);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(9, cli.run("user", "list").json().size());
    }

    @Test
    void aListIsFetchedInPagesAndPrintedWhole() throws Exception {
        Cli cli = Cli.configured(folder());
        Path backup = folder().resolve("b.json");
        cli.run("system", "backup", "--output-file", "b.json").expect(0);
        ObjectNode document = (ObjectNode) StrictJson.mapper().readTree(backup.toFile());
        var users = (ObjectNode) document.at("/config/users");
        for (int i = 0; i < 2500; i++) {
            users.putObject(String.format("00000000-0000-4000-8000-%012d", i))
                    .put("email", "u" + i + "@example.com")
                    .put("created_at", "2024-01-01T12:00:00.000000");
        }
        Files.writeString(backup, document.toString());
        cli.run("system", "restore", "--input-file", "b.json").expect(0);

        assertEquals(2501, cli.run("user", "list").expect(0).json().size());
        Ended page = cli.line("user list --limit 2").expect(0);
        assertEquals(2, page.json().size());
        String cursor = page.err().replaceAll("(?s).*--cursor (\\S+).*", "$1");
        JsonNode next =
                cli.line("user list --limit 2 --cursor " + cursor).expect(0).json();
        assertEquals("u2@example.com", next.at("/0/email").asText());
    }

    @Test
    void theGlobalOptionsMayStandBeforeTheWordsOrAfterThem() throws Exception {
        Cli cli = Cli.configured(folder()).without("MCP_GATEWAY_CONFIG").with("HOME", "/nowhere");
        for (String line : List.of(
                "--config config.json --output table user list",
                "user --config config.json list --output table",
                "user list --config=config.json --output=table")) {
            Ended ended = cli.line(line).expect(0);
            assertTrue(ended.out().startsWith("USER_ID  "), ended.out());
        }
    }

    @Test
    void outputIsJsonOrATable() throws Exception {
        Ended ended = Cli.configured(folder()).line("user list --output yaml").expect(2);
        assertTrue(ended.err().contains("json or table"), ended.err());
    }

    @Test
    void aReasonIsSaidOnce() throws Exception {
        Ended ended = Cli.configured(folder()).line("user create --email x").expect(1);
        assertEquals(1, ended.err().lines().count(), ended.err());
    }

    @Test
    void aFileThatAnExportWritesIsForItsOwnerAloneAndRelativeToTheCaller() throws Exception {
        Cli cli = Cli.configured(folder());
        cli.line("system backup --output-file b.json").expect(0);
        cli.line("system backup --output-file b.json").expect(0);
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("b.json"))));
    }

    @Test
    void theGatewaysOwnFilesAreNoPlaceForABackup() throws Exception {
        Cli cli = Cli.configured(folder());
        Ended ended = cli.line("system backup --output-file config.json").expect(1);
        assertTrue(ended.err().contains("FILE_NOT_ALLOWED"), ended.err());
        cli.line("user list").expect(0);
    }

    @Test
    void stopApiKillsNoProcessThatOnlyHasTheNumberOfAServerThatIsGone() throws Exception {
        Cli cli = Cli.configured(folder());
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(
                    cli.folder().resolve("config.json.server"),
                    "{\"pid\":" + other.pid() + ",\"started\":1,\"url\":\"http://127.0.0.1:1\",\"token\":\"t\"}");
            Ended ended = cli.line("system stop-api --force").expect(1);
            assertTrue(ended.err().contains("No gateway runs on"), ended.err());
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void stopApiWithNothingRunningSaysSo() throws Exception {
        Ended ended = Cli.configured(folder()).line("system stop-api").expect(1);
        assertTrue(ended.err().contains("No gateway runs"), ended.err());
    }

    private List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(Path::toString).toList();
        }
    }
}
