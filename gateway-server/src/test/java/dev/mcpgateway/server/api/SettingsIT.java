package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telemetry, Enkrypt's key, users that go, memberships, and what the health check says. */
class SettingsIT {
    private static final String TELEMETRY = "/api/v1/settings/telemetry";
    private static final String ENKRYPT = "/api/v1/settings/enkrypt-api-key";

    private final TestGateway gateway = TestGateway.start();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void telemetryChangesWhatIsGivenAndSaysThatItHasNoEffect() {
        JsonNode fresh = gateway.get(TELEMETRY).expect(200).data();
        assertEquals(
                Outgoing.parsed(
                        "{\"enabled\": false, \"url\": \"http://localhost:4317\", \"insecure\": true, \"effective\": false}"),
                fresh);
        JsonNode enabled =
                gateway.put(TELEMETRY, "{\"enabled\": true}").expect(200).data();
        assertTrue(enabled.get("enabled").booleanValue());
        assertEquals(fresh.get("url"), enabled.get("url"));
        assertTrue(warnings().contains("Telemetry"));
        gateway.put(TELEMETRY, "{\"url\": \"https://otel.example:4318/v1\", \"insecure\": false}")
                .expect(200);
        assertEquals(
                "https://otel.example:4318/v1",
                gateway.get(TELEMETRY).data().get("url").asText());
        assertTrue(gateway.put(TELEMETRY, "{\"url\": null}")
                .expect(200)
                .data()
                .get("url")
                .isNull());
        assertFalse(gateway.put(TELEMETRY, "{\"enabled\": null}")
                .expect(200)
                .data()
                .get("enabled")
                .booleanValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"unknown\": 1}"})
    void telemetryWithNothingGivenIsRefused(String body) {
        gateway.put(TELEMETRY, body)
                .expect(400, "INVALID_REQUEST", "At least one option (enabled, url, or insecure) must be provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "ftp://x", "", "http://", "http://a b", "http://u:p@x"})
    void telemetryGoesToAUrl(String url) {
        gateway.put(TELEMETRY, Outgoing.object("url", url)).expect(400, "INVALID_REQUEST");
    }

    @Test
    void enkryptsKeyIsNeverShownWhole() {
        assertEquals(
                Outgoing.parsed("{\"api_key\": null, \"configured\": false}"),
                gateway.get(ENKRYPT).data());
        Exchange set = gateway.put(ENKRYPT, Outgoing.object("api_key", "enkrypt-canary-0123456789"))
                .expect(200);
        set.expectNotInText("enkrypt-canary-0123456789").expectInText("enkr...6789", "\"configured\":true");
        assertEquals(set.data(), gateway.get(ENKRYPT).data());
        for (String bad : List.of("", " ", "a b", "ä", "a\nb", "a\u0000")) {
            gateway.put(ENKRYPT, Outgoing.object("api_key", bad)).expect(400, "INVALID_REQUEST");
        }
    }

    @Test
    void aUserInUseGoesWithForceInTheQueryOrTheBody() {
        String user = "/api/v1/users/default@example.com";
        gateway.delete(user).expect(409, "USER_IN_PROJECTS");
        gateway.post(user + "/api-keys", Outgoing.object("project_name", "default_project"))
                .expect(201);
        gateway.delete(user).expect(409, "USER_HAS_API_KEYS");
        gateway.delete(user + "?force=false").expect(409, "USER_HAS_API_KEYS");
        gateway.send(ApiCall.of("DELETE", user, "{\"force\": false}")).expect(409);
        gateway.send(ApiCall.of("DELETE", user, "{\"force\": \"true\"}")).expect(400, "INVALID_REQUEST");
        gateway.delete(user + "?force=yes").expect(400, "INVALID_REQUEST");
        // The query is looked at first.
        gateway.send(ApiCall.of("DELETE", user + "?force=false", "{\"force\": true}"))
                .expect(409);
        gateway.send(ApiCall.of("DELETE", user, "{\"force\": true}")).expect(200);
        assertEquals(0, gateway.get("/api/v1/api-keys").data().size());
        assertEquals(
                0, gateway.get("/api/v1/projects/default_project/users").data().size());
        gateway.post("/api/v1/users", Outgoing.object("email", "again@example.com"))
                .expect(201);
        gateway.post("/api/v1/projects/default_project/users", Outgoing.object("email", "AGAIN@example.com"))
                .expect(200);
        gateway.delete("/api/v1/users/again@example.com?force=true").expect(200);
        gateway.get("/api/v1/users/again@example.com")
                .expect(404, "USER_NOT_FOUND", "User 'again@example.com' not found");
    }

    @Test
    void addingAMemberAgainChangesNothing() {
        var before = gateway.state();
        String users = "/api/v1/projects/default_project/users";
        gateway.post(users, Outgoing.object("email", "DEFAULT@example.com"))
                .expect(200)
                .expectInText("\"email\":\"default@example.com\"");
        assertEquals(before, gateway.state());
        gateway.post(users, "{}").expect(400, "INVALID_REQUEST");
        gateway.post(users, Outgoing.object("user_id", "default@example.com", "email", "nobody@example.com"))
                .expect(200);
    }

    @Test
    void aConfigurationIsAssignedByNameOrIdAndTakenAwayOnce() {
        String project = "/api/v1/projects/default_project";
        String id = gateway.get("/api/v1/configs/default_config")
                .data()
                .get("mcp_config_id")
                .asText();
        gateway.post(project + "/unassign-config", "{}").expect(200);
        gateway.post(project + "/unassign-config", null).expect(409, "NO_CONFIG_ASSIGNED");
        gateway.get(project + "/config").expect(404, "CONFIG_NOT_FOUND");
        assertTrue(gateway.get(project).data().get("mcp_config").isNull());
        for (String body : List.of(
                Outgoing.object("config_name", "default_config"),
                Outgoing.object("config_name", id),
                Outgoing.object("config_id", id))) {
            JsonNode assigned =
                    gateway.post(project + "/assign-config", body).expect(200).data();
            assertEquals(id, assigned.at("/mcp_config/mcp_config_id").asText());
        }
        gateway.post(project + "/assign-config", null).expect(400, "INVALID_REQUEST");
    }

    @Test
    void searchesFindPartsInAnyCaseAndSayWhatMatched() {
        assertEquals("config_name", match("configs", "DEFAULT_"));
        assertEquals("server_name", match("configs", "Echo"));
        assertEquals("project_name", match("projects", "fault_PRO"));
        assertEquals("user_email", match("projects", "@EXAMPLE"));
        assertEquals("email", match("users", "EXAMPLE.com"));
        assertEquals("project_name", match("users", "default_project"));
        for (String what : List.of("configs", "projects", "users")) {
            assertEquals(
                    1,
                    gateway.post("/api/v1/" + what + "/search", "{\"search_term\": \"\"}")
                            .data()
                            .size());
            assertEquals(
                    0,
                    gateway.post("/api/v1/" + what + "/search", "{\"search_term\": \"none.*\"}")
                            .data()
                            .size());
            gateway.post("/api/v1/" + what + "/search", "{}").expect(400, "INVALID_REQUEST");
        }
    }

    @Test
    void theHealthCheckNamesWhatDoesNotFitAndWhatHasNoEffect() {
        JsonNode fresh = gateway.get("/api/v1/system/health").expect(200).data();
        assertEquals("healthy", fresh.get("status").asText());
        assertEquals(0, fresh.get("issues").size());
        assertEquals(
                Outgoing.parsed(
                        "{\"total_projects\": 1, \"total_users\": 1, \"total_configs\": 1, \"total_api_keys\": 0,"
                                + " \"disabled_api_keys\": 0}"),
                fresh.get("statistics"));
        try (TestGateway world = World.get().gateway().start()) {
            JsonNode health = world.get("/api/v1/system/health").expect(200).data();
            assertEquals("unhealthy", health.get("status").asText());
            assertTrue(health.get("issues").toString().contains(World.BROKEN), health::toString);
            String warnings = health.get("warnings").toString();
            assertTrue(warnings.contains("policy_violation") && warnings.contains("oauth_config"), warnings);
            // Of six keys and one rotated twice, one is revoked and one has expired.
            assertEquals(5, health.at("/statistics/total_api_keys").asInt());
            assertEquals(1, health.at("/statistics/disabled_api_keys").asInt());
        }
    }

    @Test
    void healthNeedsNoKeyAndNamesTheVersion() {
        Exchange health = gateway.sendWithoutKey(ApiCall.of("GET", "/health")).expect(200);
        assertEquals("memory", health.data().get("config_path").asText());
        assertFalse(health.data().get("version").asText().isBlank());
    }

    private String warnings() {
        return gateway.get("/api/v1/system/health").data().get("warnings").toString();
    }

    private String match(String what, String term) {
        JsonNode found = gateway.post("/api/v1/" + what + "/search", Outgoing.object("search_term", term))
                .expect(200)
                .data();
        assertEquals(1, found.size(), found::toString);
        return found.get(0).get("match_type").asText();
    }
}
