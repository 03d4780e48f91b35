package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.mcpgateway.server.model.FakeModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, pasted as they stand; only the port is another. */
class ReadmeIT {
    private static final Pattern SHELL_BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Path ROOT = Path.of(System.getProperty("gateway.root"));
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path home;

    @Test
    void theTourAndTheChapterOnKeysWorkAsPastedAndEverythingIsThereAfterARestart() throws Exception {
        int port = freePort();
        String readme = Files.readString(ROOT.resolve("README.md"));
        int connecting = readme.indexOf("## Connect a client");
        int models = readme.indexOf("## Call a model");
        int chapter = readme.indexOf("## API keys");
        List<String> blocks = blocks(readme.substring(0, connecting));
        List<String> clients = blocks(readme.substring(connecting, models));
        List<String> calls = blocks(readme.substring(models, chapter));
        List<String> keys = blocks(readme.substring(chapter));
        String start = blocks.remove(0).strip();
        assertEquals("./secure-mcp-gateway start", start);
        assertTrue(blocks.remove(0).startsWith("mvn verify"));
        String last = blocks.remove(blocks.size() - 1);

        String tour = String.join("\necho\n", blocks);
        String script = "serve() {\n  " + start + " --host 127.0.0.1 --port " + port + " >> \"$HOME/out\" 2>&1 &\n"
                + "  server=$!\n"
                + "  until curl -fs -o /dev/null http://localhost:8001/health; do kill -0 $server; sleep 0.2; done\n}\n"
                + "serve\n" + tour + "\necho\nkill $server; wait $server || true\nserve\n" + last
                + "\necho\necho CLIENTS\n" + String.join("\necho\n", clients)
                + "\necho\necho MODELS\n" + String.join("\necho\n", calls)
                + "\necho\necho KEYS\n" + String.join("\necho\n", keys) + "\nkill $server; wait $server || true\n";

        String[] outputs;
        try (FakeModel model = FakeModel.start().answering(ReadmeIT::chat)) {
            outputs = run(script.replace("8001", Integer.toString(port))
                            .replace("11434", Integer.toString(model.port())))
                    .split("(CLIENTS|MODELS|KEYS)\n", -1);
        }
        assertTrue(outputs[1].contains("mcpServers"), outputs[1]);
        assertTrue(outputs[1].contains("\"text\":\"Hello\""), outputs[1]);
        assertTrue(outputs[2].contains("Configuration updated successfully"), outputs[2]);
        assertTrue(outputs[2].contains("How can I help you?"), outputs[2]);
        assertKeys(outputs[3]);
        List<String> answers =
                outputs[0].lines().filter(line -> line.startsWith("{")).toList();

        assertEquals(8, answers.size(), answers.toString());
        for (String answer : answers) {
            assertTrue(answer.contains("successfully\""), answer);
            assertFalse(answer.contains("\"error\""), answer);
        }
        assertTrue(answers.get(6).contains("\"api_key\":\"mgw_"), "the last step shows the key");
        assertTrue(answers.get(7).contains("user@example.com"), answers.get(7));
    }

    /** As a model does. */
    private static void chat(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        FakeModel.json(exchange, 200, "{\"choices\": [{\"message\": {\"content\": \"How can I help you?\"}}]}");
    }

    /** What the steps of the chapter on keys print, in their order. */
    private static void assertKeys(String output) {
        int from = 0;
        for (String expected : List.of(
                "\"server_name\":\"files\"",
                "AUTH_FORBIDDEN",
                "insufficient_scope",
                "API key usage retrieved successfully",
                "HTTP/1.1 200",
                "RateLimit: \"custom\";r=1;",
                "HTTP/1.1 200",
                "RateLimit: \"custom\";r=0;",
                "HTTP/1.1 429",
                "Retry-After: ",
                "new_api_key",
                "\"revoked\"",
                "HTTP/1.1 401")) {
            int at = output.toLowerCase(Locale.ROOT).indexOf(expected.toLowerCase(Locale.ROOT), from);
            assertTrue(at >= 0, () -> expected + " does not come next in " + output);
            from = at + 1;
        }
    }

    private static List<String> blocks(String text) {
        List<String> blocks = new ArrayList<>();
        Matcher block = SHELL_BLOCK.matcher(text);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private String run(String script) throws Exception {
        Path out = home.resolve("answers");
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", script)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("MCP_GATEWAY_CONFIG");
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        String answers = Files.readString(out);
        assertTrue(ended, answers);
        assertEquals(0, process.exitValue(), answers + log());
        return answers;
    }

    private String log() throws Exception {
        Path log = home.resolve("out");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
