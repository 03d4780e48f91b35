package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.GatewayServer;
import dev.mcpgateway.server.ServerOptions;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.http.StrictJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeIT {
    @TempDir
    Path folder;

    @Test
    void aPersonIsShownAnEntryForAnMcpClientToPasteOnce() throws Exception {
        String url;
        String said;
        try (GatewayServer server = start()) {
            url = server.url().toString();
            said = welcome(server, true);
            assertTrue(said.contains("secure-mcp-gateway install --client"), said);
        }
        JsonNode entry = StrictJson.mapper()
                .readTree(said.substring(said.indexOf("{"), said.lastIndexOf("}") + 1))
                .at("/mcpServers/secure-mcp-gateway");
        assertEquals(url + "/mcp", entry.path("url").asText());
        String key = entry.at("/headers/Authorization").asText().replaceFirst("^Bearer ", "");
        Cli.Ended verified = Cli.in(folder).run("user", "verify-api-key", "--api-key", key);
        assertTrue(verified.expect(0).json().path("valid").asBoolean(), verified.toString());

        try (GatewayServer again = start()) {
            assertFalse(welcome(again, true).contains("Bearer"), "shown this once");
        }
    }

    @Test
    void whatIsNoTerminalIsShownCommandsInPlaceOfTheKey() throws Exception {
        try (GatewayServer server = start()) {
            String said = welcome(server, false);
            assertFalse(said.contains("mgw_"), said);
            assertTrue(said.contains("secure-mcp-gateway user generate-api-key"), said);
            assertTrue(said.contains("secure-mcp-gateway install --client"), said);
        }
    }

    private GatewayServer start() throws Exception {
        return GatewayServer.start(
                new ServerOptions(folder.resolve("config.json"), "127.0.0.1", 0, GivenSettings.NONE));
    }

    private String welcome(GatewayServer server, boolean isTerminal) throws Exception {
        StringWriter out = new StringWriter();
        new Welcome(
                        new PrintWriter(out, true),
                        isTerminal,
                        new GlobalOptions(Cli.in(folder).surroundings()))
                .print(server, "127.0.0.1");
        return out.toString();
    }
}
