package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runnable jar with {@code --mcp-port}, and the commands that tell clients where to go. */
class McpPortCommandsIT {
    private static final Pattern CLIENTS = Pattern.compile("MCP clients\\s+(http://\\S+/mcp),");

    @TempDir
    Path folder;

    @Test
    void clientsAreSentToTheirPortAndCommandsToTheOther() throws Exception {
        Path config = folder.resolve("config.json");
        try (GatewayProcess gateway = GatewayProcess.start(config, "--mcp-port", "0")) {
            Eventually.await("all is said", () -> out(gateway).contains("Admin key"));
            Matcher said = CLIENTS.matcher(gateway.out());
            assertTrue(said.find(), gateway.out());
            URI clients = URI.create(said.group(1));
            assertFalse(clients.getPort() == gateway.url().getPort());
            assertTrue(gateway.out().contains("http://127.0.0.1:" + clients.getPort() + "/v1"), gateway.out());

            Cli cli = Cli.in(folder);
            cli.run("user", "list").expect(0);
            cli.run("install", "--client", "cursor").expect(0);
            String entry = Files.readString(folder.resolve(".cursor").resolve("mcp.json"));
            assertTrue(entry.contains("\"" + clients + "\""), entry);

            assertEquals(
                    "https://mcp.example.com/mcp",
                    cli.run("install", "--client", "vscode", "--mcp-url", "https://mcp.example.com/", "--dry-run")
                            .expect(0)
                            .json()
                            .at("/would_write/servers/secure-mcp-gateway/url")
                            .asText());
            cli.run("install", "--client", "vscode", "--mcp-url", "mcp.example.com", "--dry-run")
                    .expect(2);

            Files.writeString(
                    folder.resolve("key"),
                    cli.run(
                                    "user",
                                    "generate-api-key",
                                    "--email",
                                    "default@example.com",
                                    "--project-name",
                                    "default_project")
                            .expect(0)
                            .json()
                            .path("api_key")
                            .asText());
            assertTools(config);
            cli.run("system", "stop-api").expect(0);
        }
    }

    private static String out(GatewayProcess gateway) {
        try {
            return gateway.out();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void assertTools(Path config) throws Exception {
        Path out = folder.resolve("tools");
        Process bridge = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GatewayProcess.JAR.toString(),
                        "connect",
                        "--config",
                        config.toString(),
                        "--key-file",
                        folder.resolve("key").toString())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("bridge-err").toFile())
                .start();
        try (var in = bridge.outputWriter()) {
            in.write("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
                    + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n");
            in.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");
        }
        assertEquals(0, bridge.waitFor());
        assertTrue(
                Files.readString(out).contains("echo_server__echo"),
                Files.readString(out) + Files.readString(folder.resolve("bridge-err")));
    }

    @Test
    void aPortThatIsTakenIsSaidWithTheOptionThatNamesAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            List<String> given = List.of(
                    "start",
                    "--config",
                    folder.resolve("new").resolve("config.json").toString(),
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0",
                    "--mcp-port",
                    port);
            GatewayProcess.Ended ended = GatewayProcess.run(folder, Map.of(), given.toArray(String[]::new));
            assertEquals(1, ended.exitCode());
            assertTrue(ended.err().contains("127.0.0.1:" + port), ended.err());
            assertTrue(ended.err().contains("Choose another --mcp-port."), ended.err());
            assertFalse(Files.exists(folder.resolve("new")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "9000", "x"})
    void whatIsNoSecondPortIsRefused(String port) {
        Cli.Ended ended = Cli.in(folder).run("start", "--port", "9000", "--mcp-port=" + port);
        ended.expect(2);
        assertTrue(ended.err().contains("--mcp-port"), ended.err());
    }
}
