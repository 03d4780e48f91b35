package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.GatewayVersion;
import dev.mcpgateway.server.cli.Cli.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void versionPrintsTheVersionAndNothingElse() {
        assertEquals(
                GatewayVersion.current() + System.lineSeparator(),
                run("version").expect(0).out());
        assertTrue(GatewayVersion.current().matches("\\d+\\.\\d+\\.\\d+.*"), GatewayVersion.current());
    }

    @Test
    void helpListsEveryCommandOfTheFirstLevel() {
        String help = run("help").expect(0).out();
        for (String name : List.of(
                "generate-config",
                "start",
                "admin-key",
                "install",
                "connect",
                "echo-server",
                "openapi",
                "completion",
                "version",
                "config",
                "project",
                "user",
                "system")) {
            assertTrue(help.contains("\n  " + name + " "), help);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strat, start",
        "usr list, user list",
        "user creat, user create",
        "project list-user, project list-users",
        "conifg get, config get",
        "system stop, system stop-api",
        "user crate --email a@example.com, user create",
        "config add-servr --config-name x --server-name y, config add-server",
        "system resets --confirm, system reset",
        "--output table config lst --limit 1, config list",
        "help user creat, user create",
        "help strat, start"
    })
    void aMistypedCommandIsUsageAndTheNearestIsNamed(String typed, String meant) {
        String err = Cli.in(folder).line(typed).expect(2).err();
        assertTrue(err.contains("'" + meant + "'"), err);
    }

    @ParameterizedTest
    @CsvSource({
        "start --prot 1, --port",
        "user create --emial x, --email",
        "user delete --email a@b.ch --froce, --force"
    })
    void aMistypedOptionIsUsageAndTheNearestIsNamed(String typed, String meant) {
        String err = Cli.in(folder).line(typed).expect(2).err();
        assertTrue(err.contains("'" + meant + "'"), err);
    }

    @ParameterizedTest
    @CsvSource({"'', --help", "user, user --help", "config, config --help"})
    void noCommandIsUsage(String typed, String hint) {
        Ended ended = Cli.in(folder).line(typed).expect(2);
        assertTrue(ended.err().contains(hint), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void aPortOutOfRangeIsUsage() {
        assertTrue(run("start", "--port", "70000").expect(2).err().contains("65535"));
    }

    @Test
    void anOptionValueThatCouldNeverMatchIsUsageAndNamed() {
        for (String[] option : new String[][] {
            {"--trusted-proxy", "10.0.0.1/8"},
            {"--trusted-proxy", "proxy.example.com"},
            {"--cors-origin", "https://app.example.com/"},
            {"--allow-origin", "app.example.com"},
            {"--allow-host", "http://gateway.example.com"},
            {"--access-log", "some"},
            {"--port", "http"}
        }) {
            String err = run("start", option[0], option[1]).expect(2).err();
            assertTrue(err.contains(option[0]), err);
        }
    }

    @Test
    void adminKeyOfAMissingFileSaysHowToMakeOne() {
        Ended ended = run("admin-key").expect(78);
        assertTrue(ended.err().contains("secure-mcp-gateway generate-config"), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void adminKeyPrintsTheKeyAlone() throws Exception {
        Path file = Files.writeString(
                folder.resolve("c.json"), "{\"x\":{\"admin_apikey\":\"no\"},\"admin_apikey\":\"the key\"}");
        Ended ended = run("admin-key", "--config", file.toString()).expect(0);
        assertEquals("the key" + System.lineSeparator(), ended.out());
    }

    @Test
    void adminKeyOfAFileWithoutOneOrWithAHashIsRefused() throws Exception {
        int number = 0;
        for (String content : List.of(
                "{}",
                "{\"admin_apikey\":\" \"}",
                "{\"admin_apikey\":7}",
                "{\"admin_apikey\":\"$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g\"}")) {
            Path file = Files.writeString(folder.resolve(number++ + ".json"), content);
            assertEquals(
                    "", run("admin-key", "--config", file.toString()).expect(1).out());
        }
    }

    @Test
    void aFileThatIsNoJsonIsABadConfigurationForEveryCommand() throws Exception {
        Path file = Files.writeString(folder.resolve("c.json"), "{\"admin_apikey\": ");
        for (String command : List.of("admin-key", "user list", "system reset --confirm")) {
            Ended ended = Cli.in(folder).line(command + " --config " + file).expect(78);
            assertTrue(ended.err().contains("c.json"), ended.err());
            assertEquals("", ended.out());
        }
        assertEquals("{\"admin_apikey\": ", Files.readString(file));
    }

    private Ended run(String... args) {
        return Cli.in(folder).run(args);
    }
}
