package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.testing.EmptyApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The documented commands, and that each of them is whole. */
class CommandTreeTest {
    private static final String C = "--config-name|--config-id";
    private static final String P = "--project-name|--project-id";
    private static final String U = "--email|--user-id";
    private static final String K = "--api-key";
    private static final String SERVER =
            " [--server-command] [--args] [--env] [--tools] [--description] [--url] [--headers]"
                    + " [--input-guardrails-policy] [--output-guardrails-policy]";

    private static final String SETTINGS =
            " [--name] [--description] [--scopes] [--expires-at] [--expires-in-seconds] [--not-before]"
                    + " [--allowed-ips] [--denied-ips] [--plan] [--rate-limit] [--metadata] [--require-signature] [--url-key]";

    /** Every documented command whose operation there is, with its options; those in brackets may be left out. */
    private static final String DOCUMENTED = String.join(
            "\n",
            "config list",
            "config add --config-name",
            "config copy --source-config --target-config",
            "config rename C --new-name",
            "config list-projects C",
            "config list-servers C",
            "config get C",
            "config get-server C --server-name",
            "config add-server C --server-name" + SERVER,
            "config update-server C --server-name" + SERVER,
            "config remove-server C --server-name",
            "config server-status C --server-name",
            "config restart-server C --server-name",
            "config list-server-tools C --server-name",
            "config remove-all-servers C",
            "config remove C",
            "config validate C",
            "config export C [--output-file]",
            "config import --input-file --config-name",
            "config search --search-term",
            "config update-server-input-guardrails C --server-name --policy-file|--policy",
            "config update-server-output-guardrails C --server-name --policy-file|--policy",
            "config update-server-guardrails C --server-name [--input-policy-file|--input-policy]"
                    + " [--output-policy-file|--output-policy]",
            "config set-enkrypt-api-key K",
            "config get-enkrypt-api-key",
            "config configure-telemetry [--enabled] [--url] [--insecure]",
            "config update C [--mode] [--prefix] [--model-upstream]",
            "config get-telemetry",
            "project list",
            "project create --project-name",
            "project get P",
            "project remove P",
            "project assign-config P C",
            "project unassign-config P",
            "project get-config P",
            "project list-users P",
            "project add-user P U",
            "project remove-user P U",
            "project remove-all-users P",
            "project export P [--output-file]",
            "project search --search-term",
            "project update P [--new-name] [--single-key]",
            "user list",
            "user create --email",
            "user update U --new-email",
            "user get U",
            "user list-projects U",
            "user delete U [--force]",
            "user generate-api-key U P" + SETTINGS + " [--key-prefix] [--client-token]",
            "user list-api-keys U [P]",
            "user get-api-key K",
            "user rotate-api-key K [--grace-period-seconds]",
            "user update-api-key K" + SETTINGS,
            "user revoke-api-key K",
            "user verify-api-key K",
            "user regenerate-api-key K",
            "user disable-api-key K",
            "user enable-api-key K",
            "user delete-api-key K",
            "user api-key-usage K [--window]",
            "user create-alert K --type [--threshold] [--window-seconds] [--min-requests] [--cooldown-seconds]"
                    + " [--webhook-url]",
            "user list-alerts K",
            "user delete-alert K --alert-id",
            "user list-all-alerts [--state]",
            "user delete-all-api-keys U",
            "user list-all-api-keys",
            "user search --search-term",
            "system health-check",
            "system backup [--output-file]",
            "system restore --input-file [--keep-admin-key]",
            "system reset --confirm",
            "system rotate-admin-key",
            "system start-api [--host] [--port] [--reload] [--cors-origin] [--allow-origin] [--allow-host] [--allow-path]"
                    + " [--trusted-proxy] [--plan] [--url-keys] [--failed-auth-per-minute] [--allow-private-webhooks]"
                    + " [--allow-private-upstreams]",
            "system stop-api [--port] [--force]",
            "generate-config [--overwrite]",
            "start [--host] [--port] [--reload] [--cors-origin] [--allow-origin] [--allow-host] [--allow-path]"
                    + " [--trusted-proxy] [--plan] [--url-keys] [--failed-auth-per-minute] [--allow-private-webhooks]"
                    + " [--allow-private-upstreams]",
            "admin-key",
            "install --client [--name] [--key-file] [U] [P] [--dry-run]",
            "connect [--key-file]",
            "echo-server",
            "openapi",
            "completion",
            "version",
            "help");

    @TempDir
    static Path folder;

    private static CommandLine tree() {
        Surroundings nothing = Surroundings.ofProcess();
        return Main.configured(new CommandTree(nothing, true), every -> true);
    }

    @Test
    void theTreeIsTheDocumentedOne() {
        Set<String> documented = new TreeSet<>();
        DOCUMENTED.lines().forEach(line -> documented.add(line.replaceAll(" (\\[|--|[CPUK]\\b).*", "")));
        Set<String> made = new TreeSet<>();
        leaves().forEach(command -> made.add(words(command)));
        assertEquals(documented, made);
    }

    static Stream<String> documented() {
        return DOCUMENTED.lines();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aCommandTakesItsDocumentedOptions(String line) {
        List<String> parts = new ArrayList<>(List.of(line.split(" ", -1)));
        CommandLine command = tree();
        while (!parts.isEmpty() && command.getSubcommands().containsKey(parts.get(0))) {
            command = Objects.requireNonNull(command.getSubcommands().get(parts.remove(0)));
        }
        for (String part : parts) {
            boolean isOptional = part.startsWith("[");
            String names = part.replaceAll("[\\[\\]]", "")
                    .replaceAll("^C$", C)
                    .replaceAll("^P$", P)
                    .replaceAll("^U$", U)
                    .replaceAll("^K$", K);
            String[] alternatives = names.split("\\|", -1);
            for (String name : alternatives) {
                OptionSpec option = command.getCommandSpec().findOption(name);
                assertTrue(option != null, line + ": " + name);
                if (option.group() != null) {
                    assertEquals(alternatives.length, option.group().args().size(), line + ": " + name);
                    assertEquals(
                            isOptional ? 0 : 1, option.group().multiplicity().min(), line + ": " + name);
                } else {
                    assertEquals(!isOptional, option.required(), line + ": " + name);
                }
            }
        }
        Set<String> required = new TreeSet<>();
        command.getCommandSpec().options().stream()
                .filter(option -> option.required() && option.group() == null)
                .forEach(option -> required.add(option.longestName()));
        for (String name : required) {
            assertTrue(line.replace("K", K).contains(name), line + " demands " + name);
        }
    }

    @Test
    void everyOperationIsACommandButThese() {
        Set<String> without = new TreeSet<>();
        for (Operation<?, ?> operation : Declarations.all()) {
            if (operation.command().isEmpty()) {
                without.add(operation.id());
            } else {
                assertEquals(2, operation.command().size(), operation.id());
            }
        }
        assertEquals(Set.of("health", "metrics", "openApiDocument", "whoAmI", "getOwnApiKeyUsage"), without);
    }

    @Test
    void theDeclaredOperationsAreThoseThatTheGatewayServes() {
        assertEquals(
                EmptyApi.create().operations().stream()
                        .map(Operation::id)
                        .sorted()
                        .toList(),
                Declarations.all().stream().map(Operation::id).sorted().toList());
    }

    static Stream<String> commands() {
        return leaves().map(CommandTreeTest::words);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandSaysWhatItIsForWhatItTakesAndHowItIsUsed(String words) {
        Cli.Ended help = Cli.in(folder).line(words + " --help").expect(0);
        assertEquals("", help.err());
        assertTrue(help.out().contains("Usage: secure-mcp-gateway " + words), help.out());
        assertTrue(help.out().contains("Example:"), help.out());
        command(words).getCommandSpec().options().forEach(option -> {
            assertTrue(help.out().contains(option.longestName()), option.longestName());
            assertTrue(
                    option.description().length > 0 && option.description()[0].length() > 5,
                    words + " " + option.longestName() + " is not described");
        });
        String example =
                help.out().substring(help.out().indexOf("Example:") + 8).replace("\\\n", " ");
        String first = example.lines()
                .filter(line -> line.contains("secure-mcp-gateway " + words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the example is of another command: " + example));
        List<String> typed = Cli.words(
                first.substring(first.indexOf("secure-mcp-gateway") + 18).replaceAll("[)].*|[>;].*", ""));
        tree().parseArgs(typed.toArray(String[]::new));
    }

    @Test
    void noOptionStandsForTwoThings() {
        leaves().forEach(command -> {
            List<String> names = command.getCommandSpec().options().stream()
                    .flatMap(option -> Arrays.stream(option.names()))
                    .toList();
            assertEquals(names.size(), Set.copyOf(names).size(), words(command));
        });
    }

    private static Stream<CommandLine> leaves() {
        return leaves(tree());
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(CommandTreeTest::leaves);
    }

    private static CommandLine command(String words) {
        CommandLine command = tree();
        for (String word : words.split(" ", -1)) {
            command = Objects.requireNonNull(command.getSubcommands().get(word), words);
        }
        return command;
    }

    private static String words(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^secure-mcp-gateway ", "");
    }
}
