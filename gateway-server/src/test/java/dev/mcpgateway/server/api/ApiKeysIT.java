package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.testing.ApiCall.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of keys: made, shown once, rotated, disabled, enabled, revoked with a membership, deleted. */
class ApiKeysIT {
    private static final World WORLD = World.get();

    private final TestGateway gateway = WORLD.gateway().start();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aKeyIsShownOnceAndIsOfTheDocumentedForm() {
        Exchange made = generate(World.ANNA, "{\"project_id\": \"%s\"}".formatted(WORLD.id(World.ALPHA)))
                .expect(201);
        String key = made.data().get("api_key").asText();
        assertTrue(key.matches("mgw_[0-9A-Za-z]{32}"), key);
        assertTrue(made.data().get("key_id").asText().matches("key_[0-9A-Za-z]{16}"));
        assertTrue(made.data().get("masked_key").asText().matches("mgw_[0-9A-Za-z]{4}\\.\\.\\.[0-9A-Za-z]{4}"));
        assertEquals("no-store", made.header("Cache-Control"));
        for (String target : List.of(
                "/api/v1/api-keys",
                "/api/v1/api-keys/" + key,
                "/api/v1/users/" + WORLD.id(World.ANNA),
                "/api/v1/users/" + WORLD.id(World.ANNA) + "/api-keys",
                "/api/v1/system/health")) {
            gateway.get(target).expect(200).expectNotInText(key);
        }
        gateway.post("/api/v1/system/backup", null).expect(200).expectNotInText(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"project_name\": null}",
                "{\"project_name\": \"x\", \"typo\": 1}",
                "{\"project_name\": 1}"
            })
    void aMalformedRequestForAKeyIsRefused(String body) {
        generate(World.ANNA, body).expect(400, "INVALID_REQUEST");
    }

    @Test
    void aKeyIsFoundByItsIdAndByItselfAndNotByItsMask() {
        String key = WORLD.key("live");
        JsonNode byId =
                gateway.get("/api/v1/api-keys/" + WORLD.id("live")).expect(200).data();
        assertEquals(byId, gateway.get("/api/v1/api-keys/" + key).expect(200).data());
        String mask = byId.get("api_key").asText();
        for (String other : List.of(
                mask,
                key.substring(0, key.length() - 1),
                key + "x",
                key.toLowerCase(java.util.Locale.ROOT),
                "key_",
                "copy")) {
            gateway.get("/api/v1/api-keys/" + segment(other)).expect(404, "API_KEY_NOT_FOUND", "API key not found");
        }
    }

    @Test
    void rotatingWithoutGraceRevokesTheOldKey() {
        JsonNode rotated = rotate(WORLD.key("live"), "").expect(200).data();
        assertEquals(rotated.get("new_api_key"), rotated.get("api_key"));
        assertTrue(rotated.get("old_key_expires_at").isNull());
        assertEquals(WORLD.id("live"), rotated.get("old_key_id").asText());
        assertNotEquals(WORLD.id("live"), rotated.get("key_id").asText());
        assertEquals("revoked", status(WORLD.id("live")));
        assertEquals("active", status(rotated.get("key_id").asText()));
        rotate(WORLD.id("live"), "").expect(409, "API_KEY_REVOKED");
        gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/enable", null).expect(409, "API_KEY_REVOKED");
    }

    @Test
    void rotatingWithGraceLetsTheOldKeyWorkUntilItsEnd() {
        JsonNode rotated = rotate(WORLD.id("live"), ", \"grace_period_seconds\": 604800")
                .expect(200)
                .data();
        assertEquals(
                "2026-01-10T12:00:00.000000",
                rotated.get("old_key_expires_at").asText().replaceAll("\\.\\d+", ".000000"));
        assertEquals("rotating", status(WORLD.id("live")));
        gateway.clock().advance(Duration.ofDays(8));
        assertEquals("expired", status(WORLD.id("live")));
        rotate(WORLD.id("live"), "").expect(409, "API_KEY_EXPIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "604801", "1.5", "\"60\"", "1e3", "9223372036854775808"})
    void anImpossibleGraceIsRefused(String grace) {
        Exchange refused =
                rotate(WORLD.id("live"), ", \"grace_period_seconds\": " + grace).expect(400, "INVALID_REQUEST");
        assertEquals(List.of("grace_period_seconds"), refused.errorFields());
        assertEquals("active", status(WORLD.id("live")));
    }

    @Test
    void rotatingADisabledKeyKeepsItDisabled() {
        JsonNode rotated = rotate(WORLD.id("disabled"), "").expect(200).data();
        assertEquals("disabled", status(rotated.get("key_id").asText()));
        assertTrue(item(rotated.get("key_id").asText()).get("disabled").booleanValue());
    }

    @Test
    void disablingAndEnablingAreRemembered() {
        String key = "/api/v1/api-keys/" + WORLD.id("live");
        JsonNode disabled = gateway.post(key + "/disable", null).expect(200).data();
        assertEquals("disabled", disabled.get("status").asText());
        Exchange again = gateway.post(key + "/disable", "{}").expect(200);
        assertEquals(disabled, again.data());
        gateway.post(key + "/disable", "{\"typo\": 1}").expect(400, "INVALID_REQUEST");
        assertEquals(
                "active",
                gateway.post(key + "/enable", null)
                        .expect(200)
                        .data()
                        .get("status")
                        .asText());
        JsonNode details = gateway.get(key).data();
        assertFalse(details.get("disabled_at").isNull());
        assertFalse(details.get("enabled_at").isNull());
        assertEquals(World.TOOLS, details.get("mcp_config_name").asText());
    }

    @Test
    void leavingAProjectEndsTheKeysToItAndTheyStayListed() {
        String alpha = "/api/v1/projects/" + WORLD.id(World.ALPHA);
        JsonNode removed = gateway.delete(alpha + "/users/" + segment(World.ANNA))
                .expect(200)
                .data();
        assertEquals(4, removed.get("revoked_api_keys").asInt());
        assertEquals("revoked", status(WORLD.id("live")));
        assertEquals(0, gateway.get(alpha).data().get("api_keys").asInt());
        assertTrue(gateway.get("/api/v1/users/" + segment(World.ANNA) + "/api-keys")
                        .data()
                        .size()
                >= 4);
        generate(World.ANNA, Outgoing.object("project_name", World.ALPHA)).expect(409, "USER_NOT_IN_PROJECT");
        gateway.delete(alpha + "/users/" + segment(World.ANNA)).expect(409, "USER_NOT_IN_PROJECT");
        // Revoked keys keep neither the project nor the user.
        gateway.delete(alpha).expect(200);
        gateway.delete("/api/v1/users/" + segment(World.ANNA)).expect(200);
        gateway.get("/api/v1/api-keys/" + WORLD.id("live")).expect(404, "API_KEY_NOT_FOUND");
    }

    @Test
    void aProjectOfASingleKeyHasOneUntilItIsRevoked() {
        String body = Outgoing.object("project_name", World.SINGLE);
        generate(World.BEN, body).expect(409, "PROJECT_SINGLE_KEY");
        rotate(WORLD.id("only"), "").expect(200);
        generate(World.BEN, body).expect(409, "PROJECT_SINGLE_KEY");
        gateway.delete("/api/v1/users/" + segment(World.BEN) + "/api-keys").expect(200);
        generate(World.BEN, body).expect(201);
    }

    @Test
    void keysOfAUserAreListedByProject() {
        String keys = "/api/v1/users/" + segment(World.BEN) + "/api-keys?project_identifier=";
        assertEquals(
                1, gateway.get(keys + segment(World.SINGLE)).expect(200).data().size());
        assertEquals(
                1, gateway.get(keys + WORLD.id(World.SINGLE)).expect(200).data().size());
        assertEquals(
                0, gateway.get(keys + segment(World.ALPHA)).expect(200).data().size());
        gateway.get(keys).expect(404, "PROJECT_NOT_FOUND");
    }

    @Test
    void aDeletedKeyIsGone() {
        String key = "/api/v1/api-keys/" + WORLD.key("live");
        assertTrue(gateway.delete(key).expect(200).data().isNull());
        gateway.delete(key).expect(404, "API_KEY_NOT_FOUND");
        gateway.post(key + "/enable", null).expect(404, "API_KEY_NOT_FOUND");
        rotate(WORLD.key("live"), "").expect(404, "API_KEY_NOT_FOUND");
    }

    private Exchange generate(String user, String body) {
        return gateway.post("/api/v1/users/" + segment(user) + "/api-keys", body);
    }

    private Exchange rotate(String key, String more) {
        return gateway.post("/api/v1/api-keys/rotate", "{\"api_key\": \"" + key + "\"" + more + "}");
    }

    private JsonNode item(String keyId) {
        return gateway.get("/api/v1/api-keys/" + keyId).expect(200).data();
    }

    private String status(String keyId) {
        return item(keyId).get("status").asText();
    }
}
