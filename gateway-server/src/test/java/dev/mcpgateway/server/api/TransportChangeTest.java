package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.ServerRoutes.UpdateServer;
import dev.mcpgateway.server.document.EntityForm;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a file had of the other kind of server never comes back after a change. */
class TransportChangeTest {
    private static McpServer loaded(String... members) {
        ObjectNode config = JsonValues.object();
        for (String member : members) {
            config.put(member, "loaded " + member);
        }
        config.put("x", "kept");
        ObjectNode server = JsonValues.object();
        server.put("server_name", "server").set("config", config);
        ObjectNode document = JsonValues.object();
        document.put("mcp_config_name", "config").putArray("mcp_config").add(server);
        return read(document);
    }

    private static McpServer read(ObjectNode document) {
        return EntityForm.readConfig("id", document, "", new ArrayList<>())
                .servers()
                .get(0);
    }

    /** The transport of {@code server} as a start reads it and writes it again. */
    private static String afterAStart(McpServer server) {
        McpServer read = read(written(server));
        return written(read).at("/mcp_config/0/config").toString();
    }

    private static ObjectNode written(McpServer server) {
        return EntityForm.writeConfig(new McpConfig(
                "id", "config", ConfigSettings.DEFAULT, List.of(server), Instant.EPOCH, null, 0, Attributes.EMPTY));
    }

    private static UpdateServer update(Field<String> command, Field<String> url) {
        return new UpdateServer(
                "config",
                "server",
                command,
                Field.absent(),
                Field.absent(),
                Field.absent(),
                Field.absent(),
                Field.absent(),
                Field.absent(),
                Field.absent(),
                url,
                Field.absent(),
                Field.absent(),
                Field.absent(),
                Field.absent(),
                Field.absent());
    }

    @Test
    void aFileWithBothKindsKeepsBothAndTheCommandCounts() {
        McpServer both = loaded("command", "url");

        assertEquals(both.transport(), read(written(both)).transport());
        assertEquals("loaded url", written(both).at("/mcp_config/0/config/url").asText());
    }

    @Test
    void aServerThatBecomesRemoteStaysRemoteAfterAStart() {
        McpServer remote =
                ServerRequests.updated(loaded("command", "url"), update(Field.absent(), Field.of("https://x.example")));

        assertEquals("{\"url\":\"https://x.example\",\"x\":\"kept\"}", afterAStart(remote));
    }

    @Test
    void aRemoteServerThatBecomesACommandLeavesNothingOfTheOtherKind() {
        McpServer stdio = ServerRequests.updated(loaded("url", "args"), update(Field.of("cat"), Field.absent()));

        assertEquals("{\"command\":\"cat\",\"args\":[],\"x\":\"kept\"}", afterAStart(stdio));
    }

    @Test
    void anotherCommandKeepsWhatTheFileHadBeside() {
        McpServer changed = ServerRequests.updated(loaded("command", "url"), update(Field.of("cat"), Field.absent()));

        assertEquals("loaded url", changed.transport().extra().get("url"));
    }
}
