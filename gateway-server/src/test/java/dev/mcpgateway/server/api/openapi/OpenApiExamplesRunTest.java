package dev.mcpgateway.server.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.http.Bytes;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.testing.EmptyApi;
import dev.mcpgateway.server.testing.OpenApiContract;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document's own examples, sent to the API one after another, do what they say and are answered as documented. */
class OpenApiExamplesRunTest {
    private static final byte[] NOTHING = new byte[0];

    private final AdminApi api = EmptyApi.create();
    private final byte[] bytes = OpenApiDocument.of(api.operations(), "0");
    private final JsonNode document = json(bytes);
    private final OpenApiContract contract = new OpenApiContract(bytes);
    private final Map<String, String> parameters = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private String credential = EmptyApi.ADMIN_KEY;

    @Test
    void theExamplesOfAllOperationsWorkTogether() {
        send("health", 200);
        send("systemHealth", 200);
        send("metrics", 200);
        send("openApiDocument", 200);
        configurations();
        projectsAndUsers();
        keys();
        settings();
        documents();
        departures();
        assertEquals(Set.copyOf(operations().keySet()), seen);
    }

    private void configurations() {
        send("createConfig", "minimal", 201);
        send("createConfig", "minimal", 409);
        send("addServer", "program", 201);
        send("addServer", "program", 409);
        send("updateServer", "program", 200);
        send("getServer", 200);
        send("getServerStatus", 200);
        send("restartServer", 200);
        send("listServerTools", 200);
        send("listServers", 200);
        send("updateInputGuardrails", "inline", 200);
        send("updateOutputGuardrails", "inline", 200);
        send("updateOutputGuardrails", "file", 404);
        send("updateGuardrails", "inline", 200);
        send("updateConfig", "mode", 200);
        send("getConfig", 200);
        send("listConfigs", 200);
        send("searchConfigs", "request", 200);
        send("validateConfig", 200);
        send("copyConfig", "request", 201);
        send("updateServer", "remote", 200);
        send("getServer", 200);
        send("listServers", 200);
    }

    private void projectsAndUsers() {
        send("createProject", "request", 201);
        send("getProject", 200);
        send("getProjectConfig", 404);
        send("assignConfig", "by_config_name", 200);
        send("getProjectConfig", 200);
        send("listConfigProjects", 200);
        send("createUser", "request", 201);
        send("addUserToProject", "by_email", 200);
        send("updateProject", "request", 200);
        send("listProjects", 200);
        send("listProjectUsers", 200);
        send("listUserProjects", 200);
        send("searchProjects", "request", 200);
        send("searchUsers", "request", 200);
    }

    private void keys() {
        JsonNode key = send("generateApiKey", "by_project_name", 201);
        send("generateApiKey", "labelled", 201);
        send("generateApiKey", "labelled", 409);
        send("generateApiKey", "restricted", 201);
        credential = key.path("api_key").textValue();
        send("whoAmI", 200);
        send("getOwnApiKeyUsage", 200);
        credential = EmptyApi.ADMIN_KEY;
        send("whoAmI", 403);
        send("getApiKey", 404);
        parameters.put("api_key", key.path("key_id").textValue());
        send("getApiKey", 200);
        send("verifyApiKey", "request", 200);
        send("updateApiKey", "rights", 200);
        send("updateApiKey", "limit", 200);
        send("getApiKeyUsage", 200);
        JsonNode alert = send("createAlert", "request", 201);
        send("listAlerts", 200);
        send("listAllAlerts", 200);
        send("deleteAlert", 404);
        parameters.put("alert_id", alert.path("alert_id").textValue());
        send("deleteAlert", 200);
        send("disableApiKey", 200);
        send("enableApiKey", 200);
        key = send("regenerateApiKey", 200);
        send("rotateApiKey", "request", 404);
        post("rotateApiKey", "{\"api_key\":\"" + key.path("api_key").textValue() + "\"}", 200);
        send("regenerateApiKey", 409);
        send("updateApiKey", "limit", 409);
        send("revokeApiKey", 200);
        send("enableApiKey", 409);
        send("listApiKeys", 200);
        send("listUserApiKeys", 200);
        send("getUser", 200);
        send("listUsers", 200);
    }

    private void settings() {
        send("getEnkryptApiKey", 200);
        send("setEnkryptApiKey", "request", 200);
        send("getEnkryptApiKey", 200);
        send("configureTelemetry", "request", 200);
        send("getTelemetry", 200);
        send("systemHealth", 200);
    }

    private void documents() {
        post("exportConfig", "{}", 200);
        send("exportConfig", "request", 200);
        post("exportProject", "{}", 200);
        JsonNode backup = post("backup", "", 200);
        send("backup", "request", 200);
        post("restore", "{\"backup\":" + backup + "}", 200);
        send("restore", "file", 200);
    }

    private void departures() {
        send("deleteProject", 409);
        send("deleteConfig", 409);
        send("deleteApiKey", 200);
        send("deleteAllUserApiKeys", 200);
        send("removeUserFromProject", 200);
        send("removeUserFromProject", 409);
        send("removeAllUsersFromProject", 200);
        send("unassignConfig", 200);
        send("unassignConfig", 409);
        send("deleteProject", 200);
        send("updateUser", "request", 200);
        parameters.put("user_identifier", "alice.smith@example.com");
        send("deleteUser", 200);
        send("removeServer", 200);
        send("removeServer", 404);
        send("removeAllServers", 200);
        send("renameConfig", "request", 200);
        send("deleteConfig", 404);
        send("importConfig", "inline", 201);
        send("importConfig", "inline", 409);
        send("deleteConfig", 200);
        send("importConfig", "file", 201);
        send("exportProject", "request", 404);
        send("reset", "request", 200);
        send("restore", "inline", 200);
        assertEquals(0, send("listConfigs", 200).size());
        send("rotateAdminKey", 200);
    }

    /** Sends no body. */
    private JsonNode send(String operationId, int status) {
        return call(operationId, NOTHING, status);
    }

    /** Sends the example of that name. */
    private JsonNode send(String operationId, String example, int status) {
        JsonNode value = place(operationId)
                .operation()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("examples")
                .path(example)
                .path("value");
        return post(operationId, value.toString(), status);
    }

    private JsonNode post(String operationId, String body, int status) {
        contract.requireRequest(operationId, body.getBytes(UTF_8));
        return call(operationId, body.getBytes(UTF_8), status);
    }

    private JsonNode call(String operationId, byte[] body, int status) {
        Place place = place(operationId);
        seen.add(operationId);
        Request request =
                Request.of(place.method(), target(place), Map.of("Authorization", "Bearer " + credential), body);
        Response response = answer(request);
        byte[] answered = response instanceof JsonBody json ? json.json() : ((Bytes) response).content();
        assertEquals(status, response.status(), () -> operationId + ": " + new String(answered, UTF_8));
        contract.requireResponse(
                operationId, status, response.headers().get("Content-Type").orElse(null), answered);
        return response instanceof JsonBody ? json(answered).path("data") : document;
    }

    private Response answer(Request request) {
        try {
            return api.handler().handle(request);
        } catch (Exception failure) {
            throw new AssertionError("the handler answers failures itself", failure);
        }
    }

    /** The path with the examples of its parameters in it, or what this tour has in place of them. */
    private String target(Place place) {
        String target = place.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : place.operation().path("parameters")) {
            String name = parameter.path("name").asText();
            String value = URLEncoder.encode(
                            parameters.getOrDefault(
                                    name, parameter.path("example").asText()),
                            UTF_8)
                    .replace("+", "%20");
            switch (parameter.path("in").asText()) {
                case "path" -> target = target.replace("{" + name + "}", value);
                case "query" ->
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(value);
                default -> {}
            }
        }
        return target + query;
    }

    private record Place(String method, String path, JsonNode operation) {}

    private Place place(String operationId) {
        return Objects.requireNonNull(operations().get(operationId), operationId);
    }

    private Map<String, Place> operations() {
        Map<String, Place> operations = new HashMap<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> member.getValue().has("operationId"))
                .forEach(member -> operations.put(
                        member.getValue().path("operationId").textValue(),
                        new Place(member.getKey().toUpperCase(Locale.ROOT), path.getKey(), member.getValue()))));
        return operations;
    }

    private static JsonNode json(byte[] text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
