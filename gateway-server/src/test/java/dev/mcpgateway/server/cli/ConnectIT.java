package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.bridge.StreamableServer;
import dev.mcpgateway.server.http.StrictJson;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as an MCP client starts it. */
@Timeout(120)
class ConnectIT {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";

    @TempDir
    Path folder;

    private Path err;

    @BeforeEach
    void writeKey() throws Exception {
        Files.writeString(folder.resolve("key"), StreamableServer.KEY + "\n");
        err = folder.resolve("err");
    }

    @Test
    void standardOutputHasTheAnswersAloneAndTheEndOfInputIsTheEnd() throws Exception {
        try (StreamableServer server = StreamableServer.start()) {
            Process bridge = start(server);
            try (OutputStream in = bridge.getOutputStream()) {
                write(in, INITIALIZE);
                write(in, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
                for (int id = 1; id <= 3; id++) {
                    write(
                            in,
                            "{\"jsonrpc\":\"2.0\",\"id\":" + id
                                    + ",\"method\":\"tools/call\",\"params\":{\"name\":\"sse\"}}");
                }
            }
            List<JsonNode> lines = new ArrayList<>();
            try (BufferedReader out = bridge.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines.add(StrictJson.mapper().readTree(line));
                }
            }
            assertEquals(0, bridge.waitFor());
            assertEquals(4, lines.stream().filter(line -> line.has("result")).count(), lines.toString());
            assertEquals(7, lines.size(), lines.toString());
            assertEquals(
                    "DELETE",
                    server.received().get(server.received().size() - 1).method());
            assertTrue(Files.readString(err).contains("can be read by others"), Files.readString(err));
            assertFalse(Files.readString(err).contains(StreamableServer.KEY));
        }
    }

    @Test
    void aSignalEndsTheSessionToo() throws Exception {
        try (StreamableServer server = StreamableServer.start()) {
            Process bridge = start(server);
            OutputStream in = bridge.getOutputStream();
            write(in, INITIALIZE);
            assertNotNull(bridge.inputReader(StandardCharsets.UTF_8).readLine());
            bridge.destroy();
            assertTrue(bridge.waitFor(60, TimeUnit.SECONDS));
            assertEquals(
                    "DELETE",
                    server.received().get(server.received().size() - 1).method());
        }
    }

    @Test
    void aGatewayThatDoesNotRunIsAnErrorOnBothOutputs() throws Exception {
        StreamableServer server = StreamableServer.start();
        server.close();
        Process bridge = start(server);
        try (OutputStream in = bridge.getOutputStream();
                BufferedReader out = bridge.inputReader(StandardCharsets.UTF_8)) {
            write(in, INITIALIZE);
            JsonNode answer = StrictJson.mapper().readTree(out.readLine());
            assertEquals(0, answer.path("id").asInt(-1));
            assertTrue(answer.at("/error/message").asText().contains("is it running?"), answer.toString());
        }
        assertEquals(0, bridge.waitFor());
        assertTrue(Files.readString(err).contains("is it running?"), Files.readString(err));
    }

    private Process start(StreamableServer server) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        GatewayProcess.JAR.toString(),
                        "connect",
                        "--gateway-url",
                        "http://127.0.0.1:" + server.port(),
                        "--key-file",
                        folder.resolve("key").toString())
                .redirectError(err.toFile())
                .start();
    }

    private static void write(OutputStream in, String line) throws Exception {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }
}
