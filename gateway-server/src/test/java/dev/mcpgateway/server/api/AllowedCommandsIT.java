package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedCommandsIT {
    private static final String SERVERS = "/api/v1/configs/default_config/servers";

    @Test
    void aServerWithACommandThatIsNotAllowedIsNotSaved() {
        try (TestGateway gateway =
                TestGateway.prepared().changed(AllowedCommandsIT::npxAlone).start()) {
            gateway.post(SERVERS, "{\"server_name\": \"a\", \"server_command\": \"npx\"}")
                    .expect(201);
            assertRefused(gateway.post(SERVERS, "{\"server_name\": \"b\", \"server_command\": \"sh\"}")
                    .expect(400, "INVALID_REQUEST")
                    .text());
            assertRefused(gateway.put(SERVERS + "/a", "{\"server_command\": \"sh\"}")
                    .expect(400, "INVALID_REQUEST")
                    .text());
            assertRefused(gateway.post("/api/v1/configs/import", """
                            {"config_name": "imported", "config": {"mcp_config": [
                              {"server_name": "c", "config": {"command": "sh"}}]}}""")
                    .expect(400, "INVALID_REQUEST")
                    .text());
        }
    }

    @Test
    void oneThatWasThereBeforeIsReportedAndMayBeChangedOtherwise() {
        try (TestGateway gateway =
                TestGateway.prepared().changed(AllowedCommandsIT::npxAlone).start()) {
            gateway.put(SERVERS + "/echo_server", "{\"description\": \"As before\"}")
                    .expect(200);
            assertEquals(
                    "mcp_config[echo_server].server_command",
                    gateway.post("/api/v1/configs/default_config/validate", null)
                            .expect(400, "CONFIG_INVALID")
                            .body()
                            .at("/errors/0/field")
                            .asText());
            assertTrue(gateway.get("/api/v1/system/health").text().contains("allowed_commands"));
        }
    }

    private static void assertRefused(String answer) {
        assertTrue(answer.contains("server_command") && answer.contains("allowed_commands"), answer);
    }

    private static GatewayState npxAlone(GatewayState state) {
        Settings old = state.settings();
        Settings changed = new Settings(
                old.adminKey(),
                old.common(),
                old.plugins(),
                old.gateway().with("allowed_commands", List.of("npx")),
                old.extra());
        return state.after(List.of(new SettingsSaved(changed)), state.seq());
    }
}
