package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The message, the status and the members of data of each operation, as the documents have them. */
class AnswerShapesIT {
    private static final String CONFIG =
            "mcp_config_id mcp_config_name mcp_config prefix mode model_upstream created_at updated_at";
    private static final String SERVER = "server_name description config tools enable_server_info_validation"
            + " input_guardrails_policy? output_guardrails_policy? tool_guardrails_policy? oauth_config? sharing? timeouts?"
            + " created_at updated_at";
    private static final String POLICY =
            "enabled enforcement policy_name? provider? block? warn? additional_config? on_error? on_change?";
    private static final String FACTS =
            "name description user_id user_email project_id project_name created_at expires_at disabled status scopes"
                    + " not_before allowed_ips denied_ips unrestricted plan rate_limit metadata require_signature url_key"
                    + " last_used_at last_used_ip";
    private static final String ALERT =
            "alert_id key_id type threshold window_seconds min_requests cooldown_seconds webhook_url"
                    + " state since created_at";
    private static final String KEY = "key_id api_key " + FACTS;

    /** Operation, status, message, members of data: of each item after {@code []}, null where data is, a question mark where one may be left out. */
    private static final String TABLE = """
            health | 200 | API server is healthy | version config_path
            systemHealth | 200 | System health check completed | timestamp status issues warnings statistics
            listConfigs | 200 | Configurations retrieved successfully | [] mcp_config_id mcp_config_name servers used_by_projects
            createConfig | 201 | Configuration created successfully | config_id config_name
            getConfig | 200 | Configuration retrieved successfully | CONFIG
            renameConfig | 200 | Configuration renamed successfully | config_id config_name
            updateConfig | 200 | Configuration updated successfully | CONFIG
            deleteConfig | 200 | Configuration deleted successfully | null
            copyConfig | 201 | Configuration copied successfully | config_id config_name
            importConfig | 201 | Configuration imported successfully | config_id config_name
            exportConfig | 200 | Configuration exported successfully | mcp_config_id exported_at contains_secrets config
            searchConfigs | 200 | Search completed successfully | [] mcp_config_id mcp_config_name match_type servers
            validateConfig | 200 | Configuration is valid | valid issues warnings
            listConfigProjects | 200 | Projects retrieved successfully | [] project_id project_name users
            listServers | 200 | Servers retrieved successfully | [] server_name description command args tools input_guardrails_enabled output_guardrails_enabled url?
            addServer | 201 | Server added successfully | SERVER
            getServer | 200 | Server details retrieved successfully | SERVER
            updateServer | 200 | Server updated successfully | SERVER
            removeServer | 200 | Server removed successfully | null
            getServerStatus | 200 | Server status retrieved successfully | server_name state since era server_info pid restarts last_error tools recent_stderr
            restartServer | 200 | Server restarted successfully | server_name state since era server_info pid restarts last_error tools recent_stderr
            listServerTools | 200 | Server tools retrieved successfully | [] name description definition
            removeAllServers | 200 | All servers removed successfully | removed
            updateInputGuardrails | 200 | Input guardrails updated successfully | POLICY
            updateOutputGuardrails | 200 | Output guardrails updated successfully | POLICY
            updateGuardrails | 200 | Guardrails updated successfully | input_guardrails_policy output_guardrails_policy
            listProjects | 200 | Projects retrieved successfully | [] project_name project_id mcp_config users api_keys created_at
            createProject | 201 | Project created successfully | project_id project_name
            getProject | 200 | Project retrieved successfully | project_id project_name mcp_config users api_keys single_key created_at updated_at
            updateProject | 200 | Project updated successfully | project_id project_name mcp_config users api_keys single_key created_at updated_at
            deleteProject | 200 | Project deleted successfully | null
            assignConfig | 200 | Configuration assigned to project successfully | project_id mcp_config
            unassignConfig | 200 | Configuration unassigned from project successfully | null
            getProjectConfig | 200 | Project configuration retrieved successfully | CONFIG
            listProjectUsers | 200 | Project users retrieved successfully | [] user_id email api_keys created_at
            addUserToProject | 200 | User added to project successfully | user_id email
            removeUserFromProject | 200 | User removed from project successfully | revoked_api_keys
            removeAllUsersFromProject | 200 | All users removed from project successfully | removed revoked_api_keys
            exportProject | 200 | Project exported successfully | project_id exported_at project config users
            searchProjects | 200 | Search completed successfully | [] project_id project_name match_type users
            listUsers | 200 | Users retrieved successfully | [] user_id email created_at projects api_keys
            createUser | 201 | User created successfully | user_id email
            getUser | 200 | User retrieved successfully | user_id email created_at updated_at projects api_keys
            updateUser | 200 | User updated successfully | user_id email
            deleteUser | 200 | User deleted successfully | null
            listUserProjects | 200 | User projects retrieved successfully | [] project_id project_name api_keys created_at
            searchUsers | 200 | Search completed successfully | [] user_id email match_type api_keys
            generateApiKey | 201 | API key generated successfully | api_key key_id masked_key endpoint_path FACTS
            listUserApiKeys | 200 | User API keys retrieved successfully | [] KEY
            deleteAllUserApiKeys | 200 | All user API keys deleted successfully | deleted
            listApiKeys | 200 | All API keys retrieved successfully | [] KEY
            getApiKey | 200 | API key details retrieved successfully | KEY mcp_config_id mcp_config_name disabled_at enabled_at
            rotateApiKey | 200 | API key rotated successfully | new_api_key api_key key_id masked_key old_key_id old_key_expires_at
            regenerateApiKey | 200 | API key regenerated successfully | api_key key_id masked_key endpoint_path FACTS
            updateApiKey | 200 | API key updated successfully | KEY
            verifyApiKey | 200 | API key verified successfully | valid code key_id scopes remaining
            whoAmI | 200 | API key retrieved successfully | KEY
            revokeApiKey | 200 | API key revoked successfully | KEY
            disableApiKey | 200 | API key disabled successfully | KEY
            enableApiKey | 200 | API key enabled successfully | KEY
            deleteApiKey | 200 | API key deleted successfully | null
            getApiKeyUsage | 200 | API key usage retrieved successfully | key_id window total_requests error_rate requests_per_hour requests_per_day status_counts endpoints rate_limited auth_failures counting_since last_used_at last_used_ip
            getOwnApiKeyUsage | 200 | API key usage retrieved successfully | key_id window total_requests error_rate requests_per_hour requests_per_day status_counts endpoints rate_limited auth_failures counting_since last_used_at last_used_ip
            createAlert | 201 | Alert created successfully | ALERT webhook_secret
            listAlerts | 200 | Alerts retrieved successfully | [] ALERT
            deleteAlert | 200 | Alert deleted successfully | null
            listAllAlerts | 200 | All alerts retrieved successfully | [] ALERT
            backup | 200 | System backup completed successfully | backup_version timestamp contains_secrets config
            restore | 200 | System restore completed successfully | statistics still_revoked
            reset | 200 | System reset completed successfully | admin_apikey backup_file
            rotateAdminKey | 200 | Admin API key rotated successfully | admin_apikey
            getEnkryptApiKey | 200 | Enkrypt API key retrieved successfully | api_key configured
            setEnkryptApiKey | 200 | Enkrypt API key updated successfully | api_key configured
            getTelemetry | 200 | Telemetry configuration retrieved successfully | enabled url insecure effective
            configureTelemetry | 200 | Telemetry configuration updated successfully | enabled url insecure effective
            """;

    private record Row(String operation, int status, String message, String data) {
        @Override
        public String toString() {
            return operation;
        }
    }

    static List<Row> rows() {
        return TABLE.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> new Row(
                        cells.get(0),
                        Integer.parseInt(cells.get(1)),
                        cells.get(2),
                        cells.get(3)
                                .replaceAll("\\bCONFIG\\b", CONFIG)
                                .replaceAll("\\bSERVER\\b", SERVER)
                                .replaceAll("\\bPOLICY\\b", POLICY)
                                .replaceAll("\\bKEY\\b", KEY)
                                .replaceAll("\\bALERT\\b", ALERT)
                                .replaceAll("\\bFACTS\\b", FACTS)))
                .toList();
    }

    @Test
    void everyOperationThatAnswersWithTheEnvelopeIsInTheTable() {
        assertEquals(
                Operations.all().stream()
                        .filter(operation -> operation.contentType() == null)
                        .map(Operation::id)
                        .collect(Collectors.toSet()),
                rows().stream().map(Row::operation).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAnswerIsTheDocumentedOne(Row row) {
        Operation<?, ?> operation = Operations.of(row.operation());
        try (TestGateway gateway =
                World.get().gateway().files(new PretendFiles()).start()) {
            Exchange exchange = gateway.send(Recipes.of(operation).call(operation));
            exchange.expect(row.status()).expectSuccessShape();
            assertEquals(row.message(), exchange.body().get("message").asText());
            if (row.data().equals("null")) {
                assertTrue(exchange.data().isNull(), exchange::toString);
            } else if (row.data().startsWith("[]")) {
                assertTrue(exchange.data().isArray() && !exchange.data().isEmpty(), exchange::toString);
                exchange.data().forEach(item -> assertMembers(row.data().substring(2), item));
            } else {
                assertMembers(row.data(), exchange.data());
            }
        }
    }

    private static void assertMembers(String expected, JsonNode object) {
        Set<String> required = new TreeSet<>();
        Set<String> allowed = new TreeSet<>();
        for (String name : expected.strip().split(" +", -1)) {
            if (name.endsWith("?")) {
                allowed.add(name.substring(0, name.length() - 1));
            } else {
                required.add(name);
            }
        }
        Set<String> members = new TreeSet<>();
        object.fieldNames().forEachRemaining(members::add);
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(members);
        members.removeAll(required);
        members.removeAll(allowed);
        assertEquals(Set.of(), missing, () -> "missing in " + object);
        assertEquals(Set.of(), members, () -> "not expected in " + object);
    }
}
