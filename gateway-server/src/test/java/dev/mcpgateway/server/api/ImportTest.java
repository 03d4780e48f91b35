package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.ConfigService;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Ids;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.store.MemoryFiles;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Timestamps timestamps = new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Documents documents = new Documents(new MemoryFiles(), new NoKeys(), timestamps);

    private static final class NoKeys implements ClearKeys {
        @Override
        public String keyId(Secret key) {
            throw new AssertionError("a key in clear");
        }

        @Override
        public KeyCredential credential(Secret key) {
            throw new AssertionError("a key in clear");
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            throw new AssertionError("a key in clear");
        }
    }

    private static ObjectNode document(ObjectNode... servers) {
        ObjectNode document = JsonValues.object();
        document.put("created_at", "2020-01-01T00:00:00");
        document.putArray("mcp_config").addAll(List.of(servers));
        return document;
    }

    private static ObjectNode server(String name) {
        ObjectNode server = JsonValues.object();
        server.put("server_name", name).putObject("config").put("command", "cat");
        return server;
    }

    private List<String> refused(ObjectNode document) {
        return assertThrows(InvalidFieldException.class, () -> documents.configToImport(null, document))
                .problems()
                .stream()
                .map(FieldProblem::field)
                .toList();
    }

    @Test
    void aMaskIsRefusedWithItsPlaceBecauseItStandsForNothing() {
        ObjectNode server = server("s");
        ((ObjectNode) server.get("config")).putObject("env").put("TOKEN", "********");
        server.putObject("oauth_config").put("clientSecret", "********");
        ObjectNode document = document(server);
        document.putObject("model_upstream")
                .put("base_url", "https://x.example")
                .put("api_key", "********");

        assertEquals(
                List.of(
                        "config.mcp_config[s].env.TOKEN",
                        "config.mcp_config[s].oauth_config.clientSecret",
                        "config.model_upstream.api_key"),
                refused(document));
    }

    @Test
    void theEndpointOfAModelIsCheckedAsInARequest() {
        ObjectNode document = document();
        document.putObject("model_upstream").put("base_url", "file:///etc/passwd");

        assertEquals(List.of("config.model_upstream.base_url"), refused(document));
        ObjectNode given = JsonValues.object();
        given.put("base_url", "file:///etc/passwd");
        assertThrows(InvalidFieldException.class, () -> RequestParts.modelUpstream(given, null));
    }

    @Test
    void namesAreStoredTrimmedAndComposed() {
        McpConfig read = documents.configToImport(null, document(server("  e\u0301cho ")));

        assertEquals("\u00e9cho", read.servers().get(0).name());
    }

    @Test
    void namesThatAreEqualOnceTrimmedAreRefused() {
        assertEquals(List.of("config.mcp_config[s]"), refused(document(server("s"), server(" s"))));
    }

    @Test
    void aServerWithoutADateIsAsOldAsTheImportAndAnotherKeepsIts() {
        McpConfig read = documents.configToImport(
                null, document(server("undated"), server("dated").put("created_at", "2021-01-01T00:00:00")));
        ConfigService service = new ConfigService(
                new VolatileChangeLog(GatewayState.EMPTY),
                timestamps,
                new Ids(new SecureRandom()),
                AllowedCommands.ANY);

        List<Instant> dates = service.importAs("imported", read).result().servers().stream()
                .map(McpServer::createdAt)
                .toList();

        assertEquals(List.of(NOW, Instant.parse("2021-01-01T00:00:00Z")), dates);
    }
}
