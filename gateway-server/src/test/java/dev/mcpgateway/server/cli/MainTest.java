package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.GatewayVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void versionPrintsTheVersionAndNothingElse() {
        assertEquals(0, run("version"));
        assertEquals(GatewayVersion.current() + System.lineSeparator(), out.toString());
        assertTrue(GatewayVersion.current().matches("\\d+\\.\\d+\\.\\d+.*"), GatewayVersion.current());
    }

    @Test
    void everyCommandHasAHelpWithAnExample() {
        CommandLine root = Main.commandLine();
        for (CommandLine command : root.getSubcommands().values()) {
            if (command.getCommandName().equals("help")) {
                continue;
            }
            String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertTrue(help.contains("Example:"), help);
            command.getCommandSpec()
                    .options()
                    .forEach(option -> assertTrue(
                            option.description().length > 0, command.getCommandName() + " " + option.longestName()));
        }
    }

    @Test
    void helpListsEveryCommand() {
        assertEquals(0, run("help"));
        for (String name : List.of("start", "admin-key", "echo-server", "version")) {
            assertTrue(out.toString().contains(name), out.toString());
        }
    }

    @Test
    void aMistypedCommandIsUsageAndTheNearestIsNamed() {
        assertEquals(2, run("strat"));
        assertTrue(err.toString().contains("start"), err.toString());
    }

    @Test
    void aMistypedOptionIsUsageAndTheNearestIsNamed() {
        assertEquals(2, run("start", "--prot", "1"));
        assertTrue(err.toString().contains("--port"), err.toString());
    }

    @Test
    void noCommandIsUsage() {
        assertEquals(2, run());
        assertTrue(err.toString().contains("--help"), err.toString());
    }

    @Test
    void aPortOutOfRangeIsUsage() {
        assertEquals(2, run("start", "--port", "70000"));
        assertTrue(err.toString().contains("65535"), err.toString());
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
            assertEquals(2, run("start", option[0], option[1]), String.join(" ", option));
            assertTrue(err.toString().contains(option[0]), err.toString());
        }
    }

    @Test
    void adminKeyOfAMissingFileSaysHowToMakeOne() {
        assertEquals(1, run("admin-key", "--config", folder.resolve("none.json").toString()));
        assertTrue(err.toString().contains("secure-mcp-gateway start"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void adminKeyPrintsTheKeyAlone() throws Exception {
        Path file = Files.writeString(
                folder.resolve("c.json"), "{\"x\":{\"admin_apikey\":\"no\"},\"admin_apikey\":\"the key\"}");
        assertEquals(0, run("admin-key", "--config", file.toString()));
        assertEquals("the key" + System.lineSeparator(), out.toString());
    }

    @Test
    void adminKeyOfAFileWithoutOneOrWithAHashIsRefused() throws Exception {
        for (String content : List.of(
                "{}",
                "{\"admin_apikey\":\" \"}",
                "{\"admin_apikey\":7}",
                "{\"admin_apikey\":\"$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g\"}")) {
            Path file = Files.writeString(folder.resolve("c.json"), content);
            assertEquals(1, run("admin-key", "--config", file.toString()), content);
        }
        assertEquals("", out.toString());
    }

    @Test
    void adminKeyOfAFileThatIsNoJsonIsABadConfiguration() throws Exception {
        Path file = Files.writeString(folder.resolve("c.json"), "{\"admin_apikey\": ");
        assertEquals(78, run("admin-key", "--config", file.toString()));
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
