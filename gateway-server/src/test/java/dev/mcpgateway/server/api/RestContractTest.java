package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.testing.EmptyApi;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operations are those of the REST contract, each under its name, at its place and with its message. */
class RestContractTest {
    private static final String CONTRACT = """
            health | GET /health | 200 | API server is healthy
            systemHealth | GET /api/v1/system/health | 200 | System health check completed
            listConfigs | GET /api/v1/configs | 200 | Configurations retrieved successfully
            createConfig | POST /api/v1/configs | 201 | Configuration created successfully
            getConfig | GET /api/v1/configs/{c} | 200 | Configuration retrieved successfully
            renameConfig | PUT /api/v1/configs/{c}/rename | 200 | Configuration renamed successfully
            updateConfig | PATCH /api/v1/configs/{c} | 200 | Configuration updated successfully
            deleteConfig | DELETE /api/v1/configs/{c} | 200 | Configuration deleted successfully
            copyConfig | POST /api/v1/configs/copy | 201 | Configuration copied successfully
            importConfig | POST /api/v1/configs/import | 201 | Configuration imported successfully
            exportConfig | POST /api/v1/configs/{c}/export | 200 | Configuration exported successfully
            searchConfigs | POST /api/v1/configs/search | 200 | Search completed successfully
            validateConfig | POST /api/v1/configs/{c}/validate | 200 | Configuration is valid
            listConfigProjects | GET /api/v1/configs/{c}/projects | 200 | Projects retrieved successfully
            listServers | GET /api/v1/configs/{c}/servers | 200 | Servers retrieved successfully
            addServer | POST /api/v1/configs/{c}/servers | 201 | Server added successfully
            getServer | GET /api/v1/configs/{c}/servers/{s} | 200 | Server details retrieved successfully
            updateServer | PUT /api/v1/configs/{c}/servers/{s} | 200 | Server updated successfully
            removeServer | DELETE /api/v1/configs/{c}/servers/{s} | 200 | Server removed successfully
            getServerStatus | GET /api/v1/configs/{c}/servers/{s}/status | 200 | Server status retrieved successfully
            restartServer | POST /api/v1/configs/{c}/servers/{s}/restart | 200 | Server restarted successfully
            listServerTools | GET /api/v1/configs/{c}/servers/{s}/tools | 200 | Server tools retrieved successfully
            removeAllServers | DELETE /api/v1/configs/{c}/servers | 200 | All servers removed successfully
            updateInputGuardrails | PUT /api/v1/configs/{c}/servers/{s}/input-guardrails | 200 | Input guardrails updated successfully
            updateOutputGuardrails | PUT /api/v1/configs/{c}/servers/{s}/output-guardrails | 200 | Output guardrails updated successfully
            updateGuardrails | PUT /api/v1/configs/{c}/servers/{s}/guardrails | 200 | Guardrails updated successfully
            listProjects | GET /api/v1/projects | 200 | Projects retrieved successfully
            createProject | POST /api/v1/projects | 201 | Project created successfully
            getProject | GET /api/v1/projects/{p} | 200 | Project retrieved successfully
            updateProject | PATCH /api/v1/projects/{p} | 200 | Project updated successfully
            deleteProject | DELETE /api/v1/projects/{p} | 200 | Project deleted successfully
            assignConfig | POST /api/v1/projects/{p}/assign-config | 200 | Configuration assigned to project successfully
            unassignConfig | POST /api/v1/projects/{p}/unassign-config | 200 | Configuration unassigned from project successfully
            getProjectConfig | GET /api/v1/projects/{p}/config | 200 | Project configuration retrieved successfully
            listProjectUsers | GET /api/v1/projects/{p}/users | 200 | Project users retrieved successfully
            addUserToProject | POST /api/v1/projects/{p}/users | 200 | User added to project successfully
            removeUserFromProject | DELETE /api/v1/projects/{p}/users/{u} | 200 | User removed from project successfully
            removeAllUsersFromProject | DELETE /api/v1/projects/{p}/users | 200 | All users removed from project successfully
            exportProject | POST /api/v1/projects/{p}/export | 200 | Project exported successfully
            searchProjects | POST /api/v1/projects/search | 200 | Search completed successfully
            listUsers | GET /api/v1/users | 200 | Users retrieved successfully
            createUser | POST /api/v1/users | 201 | User created successfully
            getUser | GET /api/v1/users/{u} | 200 | User retrieved successfully
            updateUser | PUT /api/v1/users/{u} | 200 | User updated successfully
            deleteUser | DELETE /api/v1/users/{u} | 200 | User deleted successfully
            listUserProjects | GET /api/v1/users/{u}/projects | 200 | User projects retrieved successfully
            searchUsers | POST /api/v1/users/search | 200 | Search completed successfully
            generateApiKey | POST /api/v1/users/{u}/api-keys | 201 | API key generated successfully
            listUserApiKeys | GET /api/v1/users/{u}/api-keys | 200 | User API keys retrieved successfully
            deleteAllUserApiKeys | DELETE /api/v1/users/{u}/api-keys | 200 | All user API keys deleted successfully
            listApiKeys | GET /api/v1/api-keys | 200 | All API keys retrieved successfully
            getApiKey | GET /api/v1/api-keys/{k} | 200 | API key details retrieved successfully
            rotateApiKey | POST /api/v1/api-keys/rotate | 200 | API key rotated successfully
            regenerateApiKey | POST /api/v1/api-keys/{k}/regenerate | 200 | API key regenerated successfully
            updateApiKey | PATCH /api/v1/api-keys/{k} | 200 | API key updated successfully
            getApiKeyUsage | GET /api/v1/api-keys/{k}/usage | 200 | API key usage retrieved successfully
            createAlert | POST /api/v1/api-keys/{k}/alerts | 201 | Alert created successfully
            listAlerts | GET /api/v1/api-keys/{k}/alerts | 200 | Alerts retrieved successfully
            deleteAlert | DELETE /api/v1/api-keys/{k}/alerts/{alert_id} | 200 | Alert deleted successfully
            listAllAlerts | GET /api/v1/alerts | 200 | All alerts retrieved successfully
            verifyApiKey | POST /api/v1/api-keys/verify | 200 | API key verified successfully
            getOwnApiKeyUsage | GET /api/v1/api-keys/me/usage | 200 | API key usage retrieved successfully
            whoAmI | GET /api/v1/api-keys/me | 200 | API key retrieved successfully
            revokeApiKey | POST /api/v1/api-keys/{k}/revoke | 200 | API key revoked successfully
            rotateAdminKey | POST /api/v1/system/rotate-admin-key | 200 | Admin API key rotated successfully
            disableApiKey | POST /api/v1/api-keys/{k}/disable | 200 | API key disabled successfully
            enableApiKey | POST /api/v1/api-keys/{k}/enable | 200 | API key enabled successfully
            deleteApiKey | DELETE /api/v1/api-keys/{k} | 200 | API key deleted successfully
            backup | POST /api/v1/system/backup | 200 | System backup completed successfully
            restore | POST /api/v1/system/restore | 200 | System restore completed successfully
            reset | POST /api/v1/system/reset | 200 | System reset completed successfully
            getEnkryptApiKey | GET /api/v1/settings/enkrypt-api-key | 200 | Enkrypt API key retrieved successfully
            setEnkryptApiKey | PUT /api/v1/settings/enkrypt-api-key | 200 | Enkrypt API key updated successfully
            getTelemetry | GET /api/v1/settings/telemetry | 200 | Telemetry configuration retrieved successfully
            configureTelemetry | PUT /api/v1/settings/telemetry | 200 | Telemetry configuration updated successfully
            metrics | GET /metrics | 200 |
            openApiDocument | GET /openapi.json | 200 |
            """;

    private static final Map<String, String> PARAMETERS = Map.of(
            "{c}", "{config_identifier}",
            "{s}", "{server_name}",
            "{p}", "{project_identifier}",
            "{u}", "{user_identifier}",
            "{k}", "{api_key}");

    @Test
    void theOperationsAreThoseOfTheContract() {
        assertEquals(sorted(CONTRACT.lines().map(RestContractTest::named).toList()), sorted(declared()));
    }

    private static List<String> declared() {
        return EmptyApi.create().operations().stream()
                .map(operation -> operation.id() + " | " + operation.method() + " "
                        + operation.path().text() + " | " + operation.successStatus() + " | " + operation.message())
                .map(String::strip)
                .toList();
    }

    private static String named(String line) {
        String named = line.strip();
        for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
            named = named.replace(parameter.getKey(), parameter.getValue());
        }
        return named;
    }

    private static String sorted(List<String> lines) {
        return lines.stream().sorted(Comparator.naturalOrder()).collect(Collectors.joining("\n"));
    }
}
