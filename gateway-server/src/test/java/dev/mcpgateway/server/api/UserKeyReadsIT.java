package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the holder of a user key is shown of its project, and how its key's settings bear on that. */
class UserKeyReadsIT {
    private static final World WORLD = World.get();
    private static final String CONFIG = "/api/v1/configs/" + WORLD.id(World.TOOLS);
    private static final String PROJECT = "/api/v1/projects/" + WORLD.id(World.ALPHA);
    private static final List<String> READS = List.of(
            "/api/v1/configs",
            CONFIG,
            CONFIG + "?reveal=true",
            CONFIG + "/servers",
            "/api/v1/projects",
            PROJECT,
            "/api/v1/api-keys/me",
            "/api/v1/api-keys/me/usage");

    private final TestGateway gateway = WORLD.gateway().start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private Exchange get(String target) {
        return get(target, WORLD.key("live"));
    }

    private Exchange get(String target, String key) {
        return gateway.send(ApiCall.of("GET", target).withHeader("Authorization", "Bearer " + key));
    }

    private void set(String json) {
        gateway.patch("/api/v1/api-keys/" + WORLD.id("live"), json).expect(200);
    }

    @Test
    void nothingOfOtherProjectsOfMembersAndOfWhatIsBehindAServerIsShown() {
        for (String target : READS) {
            String answer = get(target).expect(200).text();
            for (String hidden : List.of(
                    "canary",
                    World.SINGLE,
                    World.SPARE,
                    World.BEN,
                    "npx",
                    "git-server",
                    "search.example.com",
                    "models.example.com",
                    "policy_violation",
                    WORLD.id("disabled"))) {
                assertFalse(answer.contains(hidden), () -> target + " shows " + hidden);
            }
        }
    }

    @Test
    void itsOwnProjectsNamesAreShown() {
        JsonNode config = gateway.data(get(CONFIG).expect(200));
        assertEquals(World.GIT, config.at("/mcp_config/0/server_name").asText());
        assertEquals("Repositories", config.at("/mcp_config/0/description").asText());
        assertTrue(config.at("/mcp_config/0/tools/list").isTextual());
        assertTrue(config.at("/mcp_config/0/input_guardrails_policy/enabled").asBoolean());
        assertTrue(config.at("/mcp_config/0/config").isMissingNode());
        JsonNode configs = gateway.data(get("/api/v1/configs").expect(200));
        assertEquals(1, configs.size());
        assertEquals(
                World.ALPHA, configs.at("/0/used_by_projects/0/project_name").asText());
        assertEquals(1, configs.at("/0/used_by_projects").size());
        assertEquals(0, gateway.data(get(PROJECT).expect(200)).get("users").size());
        assertEquals(
                WORLD.id("live"),
                gateway.data(get("/api/v1/api-keys/me").expect(200))
                        .get("key_id")
                        .asText());
    }

    @Test
    void theVersionIsTheOneThatTheAdministratorSees() {
        for (String target : List.of(CONFIG, PROJECT)) {
            assertEquals(gateway.get(target).header("ETag"), get(target).header("ETag"), target);
        }
    }

    @Test
    void aScopeThatIsMissingIsRefused() {
        set("{\"scopes\": [\"configs:read\"]}");
        get(CONFIG).expect(200);
        get("/api/v1/api-keys/me").expect(200);
        get(PROJECT).expect(403, "AUTH_FORBIDDEN");
        set("{\"scopes\": [\"projects:read\"]}");
        get(PROJECT).expect(200);
        get(CONFIG).expect(403, "AUTH_FORBIDDEN");
        get("/api/v1/configs").expect(403, "AUTH_FORBIDDEN");
    }

    @Test
    void anAddressThatIsNotAllowedIsRefused() {
        set("{\"allowed_ips\": [\"203.0.113.0/24\"]}");
        get(CONFIG).expect(403, "AUTH_FORBIDDEN");
        set("{\"allowed_ips\": [\"127.0.0.0/8\"], \"denied_ips\": [\"127.0.0.1\"]}");
        get(CONFIG).expect(403, "AUTH_FORBIDDEN");
        set("{\"denied_ips\": null}");
        get(CONFIG).expect(200);
    }

    @Test
    void everyReadCountsAgainstTheLimitAndSaysWhatIsLeft() {
        set("{\"rate_limit\": {\"limit\": 2, \"window_seconds\": 3600}}");
        Exchange first = get(CONFIG).expect(200);
        assertEquals("\"custom\";q=2;w=3600", first.header("RateLimit-Policy"));
        assertEquals("\"custom\";r=1;t=3600", first.header("RateLimit"));
        assertEquals(
                "\"custom\";r=0;t=3600", get("/api/v1/configs/none").expect(404).header("RateLimit"));
        Exchange refused = get(CONFIG).expect(429, "RATE_LIMITED");
        long wait = Long.parseLong(refused.header("Retry-After"));
        assertTrue(wait > 3590 && wait <= 3600, () -> "Retry-After: " + wait);
        assertEquals("\"custom\";r=0;t=" + wait, refused.header("RateLimit"));
    }

    @Test
    void itsOwnUsageCountsItsReadsAndWhatWasRefused() {
        set("{\"rate_limit\": {\"limit\": 4, \"window_seconds\": 3600}}");
        get(CONFIG).expect(200);
        get("/api/v1/configs/none").expect(404);
        set("{\"denied_ips\": [\"127.0.0.1\"]}");
        get(CONFIG).expect(403);
        set("{\"denied_ips\": null}");
        JsonNode usage = gateway.data(get("/api/v1/api-keys/me/usage?window=1h").expect(200));
        assertEquals(2, usage.get("total_requests").asInt());
        assertEquals(0.5, usage.get("error_rate").asDouble());
        assertEquals(1, usage.get("auth_failures").asInt());
        assertEquals(
                "GET /api/v1/configs/{config_identifier}",
                usage.at("/endpoints/0/endpoint").asText());
        assertEquals("127.0.0.1", usage.get("last_used_ip").asText());
        get(CONFIG).expect(200);
        get(CONFIG).expect(429);
        JsonNode seen = gateway.data(
                gateway.get("/api/v1/api-keys/" + WORLD.id("live") + "/usage").expect(200));
        assertEquals(1, seen.get("rate_limited").asInt());
        assertEquals(5, seen.get("total_requests").asInt());
        set("{\"scopes\": [\"configs:read\"], \"rate_limit\": null}");
        get("/api/v1/api-keys/me/usage").expect(403, "AUTH_FORBIDDEN");
    }

    @Test
    void aRotatedKeySharesTheLimitOfTheOldOne() {
        set("{\"rate_limit\": {\"limit\": 2, \"window_seconds\": 3600}}");
        get(CONFIG).expect(200);
        JsonNode rotated = gateway.data(gateway.post(
                        "/api/v1/api-keys/rotate",
                        "{\"api_key\": \"%s\", \"grace_period_seconds\": 60}".formatted(WORLD.id("live")))
                .expect(200));
        String next = rotated.get("api_key").asText();
        get(CONFIG, next).expect(200);
        get(CONFIG).expect(429);
        get(CONFIG, next).expect(429);
    }

    @Test
    void whatOnlyTheAdministratorMayDoCountsAgainstNoLimit() {
        set("{\"rate_limit\": {\"limit\": 1, \"window_seconds\": 3600}}");
        get("/api/v1/users").expect(403, "AUTH_FORBIDDEN");
        get("/api/v1/users").expect(403, "AUTH_FORBIDDEN");
        get(CONFIG).expect(200);
    }

    @Test
    void aKeyThatMustSignIsRefusedWithoutASignature() {
        set("{\"require_signature\": true}");
        get(CONFIG).expect(401, "AUTH_INVALID_CREDENTIALS");
    }

    @Test
    void theKeyIsTakenFromAuthorizationAlone() {
        gateway.sendWithoutKey(ApiCall.of("GET", CONFIG).withHeader("X-API-Key", WORLD.key("live")))
                .expect(401, "AUTH_INVALID_CREDENTIALS", "Authorization header required");
    }

    @Test
    void userKeysWorkWhileThereIsNoAdminKey() {
        try (TestGateway keyless = withAdminKey(null)) {
            with(keyless, WORLD.key("live")).expect(200);
            with(keyless, WORLD.key("revoked")).expect(500, "AUTH_INVALID_CREDENTIALS");
        }
    }

    @Test
    void userKeysWorkWhileTheAdminKeyIsStoredAsAHash() {
        Secret hash = Secret.of(
                "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        try (TestGateway hashed = withAdminKey(hash)) {
            with(hashed, WORLD.key("live")).expect(200);
            with(hashed, WORLD.key("revoked")).expect(401);
            with(hashed, "no key at all").expect(401);
        }
    }

    private static Exchange with(TestGateway other, String key) {
        return other.send(ApiCall.of("GET", CONFIG).withHeader("Authorization", "Bearer " + key));
    }

    private static TestGateway withAdminKey(@Nullable Secret key) {
        Settings settings = WORLD.state().settings();
        Settings changed =
                new Settings(key, settings.common(), settings.plugins(), settings.gateway(), settings.extra());
        GatewayState state = WORLD.state()
                .after(List.of(new Change.SettingsSaved(changed)), WORLD.state().seq());
        return WORLD.gateway().with(state).start();
    }

    @Test
    void aKeyThatEndsIsRefusedFromTheNextRequestOn() {
        String me = "/api/v1/api-keys/me";
        get(me).expect(200);
        gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/disable", null).expect(200);
        get(me).expect(401);
        gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/enable", null).expect(200);
        get(me).expect(200);
        gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/revoke", null).expect(200);
        get(me).expect(401);
    }

    @Test
    void aKeyThatEndsWhileItsRequestComesInIsRefused() {
        get(CONFIG).expect(200);
        String answer = gateway.sendRaw(
                "GET " + CONFIG + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + WORLD.key("live") + "\r\nContent-Length: 2\r\n\r\n{",
                () -> gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/disable", null)
                        .expect(200),
                "}");
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    }
}
