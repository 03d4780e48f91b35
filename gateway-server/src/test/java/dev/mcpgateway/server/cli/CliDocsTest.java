package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/cli.md, one after the other as they stand there. */
class CliDocsTest {
    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String PROGRAM = "secure-mcp-gateway ";

    @TempDir
    Path folder;

    @Test
    void everyDocumentedCommandWorksWhereItStands() throws Exception {
        Files.writeString(folder.resolve("policy.json"), "{\"enabled\":true,\"block\":[\"pii\"]}");
        Cli cli = Cli.in(folder);
        String key = "";
        String alert = "";
        String secret = "";
        for (String line : commands()) {
            String typed =
                    line.replace("$KEY_ID", key).replace("$API_KEY", secret).replace("$ALERT_ID", alert);
            Cli.Ended ended = cli.line(typed).expect(0);
            if (ended.out().startsWith("{")) {
                key = ended.json().path("key_id").asText(key);
                alert = ended.json().path("alert_id").asText(alert);
                String shown = ended.json().path("api_key").asText("");
                secret = shown.contains("...") || shown.isEmpty() ? secret : shown;
            }
        }
    }

    @Test
    void everyOperationIsDocumented() throws Exception {
        Set<String> missing = new TreeSet<>();
        List<String> commands = commands();
        Declarations.all().stream()
                .filter(operation -> !operation.command().isEmpty())
                .map(operation -> String.join(" ", operation.command()))
                .filter(words -> commands.stream().noneMatch(line -> (line + " ").startsWith(words + " ")))
                .forEach(missing::add);
        assertEquals(Set.of(), missing);
    }

    private static List<String> commands() throws Exception {
        List<String> commands = new ArrayList<>();
        Matcher block = SHELL_BLOCK.matcher(Files.readString(docs().resolve("cli.md")));
        while (block.find()) {
            for (String line : block.group(1).replace("\\\n", " ").lines().toList()) {
                assertTrue(line.startsWith(PROGRAM), line);
                commands.add(line.substring(PROGRAM.length()));
            }
        }
        return commands;
    }

    private static Path docs() {
        return Repository.root().resolve("docs");
    }
}
