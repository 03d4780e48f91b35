package dev.mcpgateway.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.faults.AdminClient.Answer;
import dev.mcpgateway.server.testing.Exchange;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may write no file longer than some limit has the errors of a full disk without one. */
class FileLimitIT {
    /** In the 512 bytes of {@code ulimit}: 512 KiB, more than a virtual machine needs for itself. */
    private static final String LIMIT = "ulimit -f 1024 && exec \"$@\"";

    private static final String DESCRIPTION = "x".repeat(30_000);
    private static final int MORE_THAN_FIT = 60;

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whenNothingMoreCanBeStoredReadsGoOnAndNothingAcknowledgedIsLost() throws Exception {
        Path config = folder.resolve("config.json");
        Set<String> acknowledged = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        try (GatewayProcess limited = GatewayProcess.launch(config, "sh", "-c", LIMIT, "sh")) {
            AdminClient client = new AdminClient(limited.awaitReady(), adminKey(config));
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                String name = "config" + i;
                Answer made = client.send("POST", "/api/v1/configs", "{\"config_name\":\"" + name + "\"}");
                Answer filled = made.status() == 201
                        ? client.send(
                                "POST",
                                "/api/v1/configs/" + name + "/servers",
                                "{\"server_name\":\"s\",\"server_command\":\"true\",\"description\":\"" + DESCRIPTION
                                        + "\"}")
                        : made;
                if (filled.status() == 201) {
                    acknowledged.add(name);
                } else {
                    assertEquals("503 STORAGE_FAILED", filled.status() + " " + filled.code());
                    refused.add(name);
                }
            }
            assertTrue(!acknowledged.isEmpty() && !refused.isEmpty(), acknowledged + " " + refused);
            client.get("/health");
            assertEquals(acknowledged, filled(client));
            limited.stop();
        }
        try (GatewayProcess unlimited = GatewayProcess.launch(config)) {
            AdminClient client = new AdminClient(unlimited.awaitReady(), adminKey(config));
            assertEquals(acknowledged, filled(client));
            assertEquals(
                    201,
                    client.send("POST", "/api/v1/users", "{\"email\":\"now@example.com\"}")
                            .status());
        }
    }

    /** The configurations that have their server. */
    private static Set<String> filled(AdminClient client) throws Exception {
        Set<String> names = new TreeSet<>();
        for (var config : client.get("/api/v1/configs")) {
            String name = config.get("mcp_config_name").asText();
            for (var server : client.get("/api/v1/configs/" + name).get("mcp_config")) {
                if (server.get("description").asText().equals(DESCRIPTION)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static String adminKey(Path config) throws Exception {
        return Exchange.JSON.readTree(config.toFile()).path("admin_apikey").asText();
    }
}
