package dev.mcpgateway.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.model.Statistics;
import dev.mcpgateway.server.EmbeddedGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs and prints what its reader expects. */
class ExamplesIT {
    private static final Path MODULE = Path.of(System.getProperty("gateway.root"), "gateway-examples");
    private static final Path SOURCES = MODULE.resolve("src/main/java/dev/mcpgateway/examples");
    private static final int MOST_LINES = 79;

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Example {
        void run(String... arguments) throws Exception;
    }

    @Test
    void theQuickStartTakesItsSevenStepsAndShowsTheKey() throws Exception {
        List<String> lines = linesOf(QuickStart::main);

        assertTrue(lines.get(0).matches("Gateway: http://.*, inside this program.*"), lines::toString);
        assertEquals(8, lines.size(), lines::toString);
        for (int step = 1; step <= 7; step++) {
            assertTrue(lines.get(step).startsWith(step + ". "), lines.get(step));
        }
        assertTrue(lines.get(2).endsWith("npx -y @modelcontextprotocol/server-filesystem /tmp"), lines.get(2));
        assertTrue(lines.get(7).matches("7\\. user@example\\.com has a key .*: mgw_\\w+"), lines.get(7));
    }

    @Test
    void aRotatedKeyRunsOutBesideTheNewOne() throws Exception {
        String printed = String.join("\n", linesOf(KeyRotation::main));

        assertMatches("Generated mgw_\\S+\nRotated to mgw_\\S+\n", printed);
        assertMatches("mgw_\\S+ is active\n +mgw_\\S+ is rotating, until \\S+\n", printed);
        assertMatches("The old key is gone: .*\nRegenerated as (mgw_\\S+)\n +\\1 is active$", printed);
    }

    @Test
    void whatIsSignedIsLetInOnce() throws Exception {
        List<String> lines = linesOf(SignedRequests::main);

        assertEquals(
                List.of(
                        "Signed: the key is active",
                        "Not signed: SIGNATURE, The request signature is missing or wrong",
                        "An own request: let in",
                        "The same once more: refused"),
                lines.subList(1, lines.size()));
    }

    @Test
    void whatTheClientsDocumentShowsOfAnExampleIsInIt() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("gateway.root"), "docs", "sdk.md"));
        Matcher snippets = Pattern.compile("<!-- of (\\w+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        int found = 0;
        while (snippets.find()) {
            String source = Files.readString(SOURCES.resolve(snippets.group(1)));
            assertTrue(withoutSpace(source).contains(withoutSpace(snippets.group(2))), snippets.group(2));
            found++;
        }
        assertEquals(2, found);
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void everyErrorSaysWhatToDo() throws Exception {
        List<String> lines = linesOf(ErrorHandling::main);

        assertEquals(13, lines.size(), lines::toString);
        assertTrue(lines.get(2).startsWith("  take another. User 'errors@example.com'"), lines.get(2));
        assertTrue(lines.get(4).contains("nobody@example.com"), lines.get(4));
        assertTrue(lines.get(6).startsWith("  email must be an email address"), lines.get(6));
        assertTrue(lines.get(8).startsWith("  read it again, then decide. "), lines.get(8));
        assertTrue(lines.get(10).startsWith("  INVALID: "), lines.get(10));
        assertTrue(lines.get(12).contains("no connection to http://localhost:1 (refused): "), lines.get(12));
    }

    @Test
    void thirtyUsersHaveAKeyEach() throws Exception {
        List<String> lines = linesOf(AsyncBulkProvisioning::main);

        assertEquals(List.of("30 users have a key, 0 failed", "example-bulk has 30 keys"), lines.subList(1, 3));
    }

    @Test
    void whatWasDeletedIsThereAgainAfterTheRestore() throws Exception {
        List<String> lines = linesOf(BackupAndRestore::main);

        assertTrue(lines.get(1).matches("Backed up to a file of \\d+ bytes"), lines.get(1));
        assertEquals("Deleted example-backup by mistake: it is not there", lines.get(2));
        assertEquals("Restored 2 configurations: it is there", lines.get(3));
        assertEquals("Keys that stay revoked: 0", lines.get(4));
    }

    @Test
    void theTestsOfTheFakeTransportPass() throws Exception {
        assertEquals(List.of("3 tests passed"), linesOf(TestWithFakeTransport::main));
    }

    @Test
    void theTimersCountByOperationAndStatus() throws Exception {
        List<String> lines = linesOf(MicrometerObservation::main);

        assertTrue(lines.get(2).matches("getUser 404 +1 times, [0-9.]+ ms on average"), lines.get(2));
        assertTrue(lines.get(3).matches("health 200 +1 times, .*"), lines.get(3));
        assertTrue(lines.get(4).matches("listUsers 200 +10 times, .*"), lines.get(4));
    }

    @Test
    void whatAnExampleNeedsForItselfItTakesAwayAgain() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start();
                GatewayClient client = GatewayClient.create(gateway.url().toString(), gateway.adminKey())) {
            Statistics before = client.systemHealth().statistics();
            for (String example : List.of(
                    "ErrorHandling", "KeyRotation", "SignedRequests", "AsyncBulkProvisioning", "BackupAndRestore")) {
                Finished finished = run(gateway, example);
                assertEquals(0, finished.code(), finished.output());
                assertEquals(before, client.systemHealth().statistics(), example);
            }
        }
    }

    @Test
    void theEnvironmentNamesTheGateway() throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start();
                GatewayClient client = GatewayClient.create(gateway.url().toString(), gateway.adminKey())) {
            Finished finished = run(gateway, "QuickStart");

            assertEquals(0, finished.code(), finished.output());
            assertTrue(
                    finished.output().startsWith("Gateway: " + gateway.url() + ", from GATEWAY_BASE_URL"),
                    finished.output());
            assertEquals("my-config", client.getProjectConfig("my-project").mcpConfigName());
            assertEquals(1, client.getUser("user@example.com").apiKeys().size());

            Finished again = run(gateway, "QuickStart");
            assertEquals(0, again.code(), again.output());
            assertTrue(
                    again.output().contains("through it already: Configuration 'my-config' already exists"),
                    again.output());
        }
    }

    @Test
    void everyExampleIsInTheTableAndFitsOnAPage() throws IOException {
        Set<String> examples = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                if (source.contains("public static void main(")) {
                    examples.add(file.getFileName().toString().replace(".java", ""));
                    long lines = source.lines().count();
                    assertTrue(lines <= MOST_LINES, file + " has " + lines + " lines");
                }
            }
        }
        Matcher rows = Pattern.compile(
                        "(?m)^\\| \\[(\\w+)]\\(src/main/java/dev/mcpgateway/examples/\\1\\.java\\) \\|.*exec\\.mainClass=dev\\.mcpgateway\\.examples\\.\\1` \\|$")
                .matcher(Files.readString(MODULE.resolve("README.md")));

        assertEquals(examples, rows.results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(Pattern.compile(pattern).matcher(text).find(), text);
    }

    private static List<String> linesOf(Example example) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            example.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Runs an example as a program of its own against this gateway. */
    private Finished run(EmbeddedGateway gateway, String example) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, example, ".txt");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.mcpgateway.examples." + example)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().put("GATEWAY_BASE_URL", gateway.url().toString());
        program.environment().put("GATEWAY_ADMIN_KEY", gateway.adminKey());
        Process process = program.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), example + " did not end");
        } finally {
            process.destroyForcibly();
        }
        return new Finished(process.exitValue(), Files.readString(output));
    }

    private record Finished(int code, String output) {}
}
