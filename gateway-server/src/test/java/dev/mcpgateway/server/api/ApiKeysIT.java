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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    void aNameAndADescriptionAreShownWhereverTheKeyIs() {
        JsonNode made = generate(
                        World.ANNA,
                        Outgoing.object(
                                "project_name", World.ALPHA,
                                "name", "  Anna's laptop ",
                                "description", "For the editor\r\nat work"))
                .expect(201)
                .data();
        String id = made.get("key_id").asText();
        List<JsonNode> shown = new ArrayList<>(List.of(
                made,
                item(id),
                gateway.post("/api/v1/api-keys/" + id + "/disable", null).data(),
                gateway.post("/api/v1/api-keys/" + id + "/enable", null).data(),
                gateway.post("/api/v1/api-keys/" + id + "/regenerate", null).data(),
                item(rotate(id, "").data().get("key_id").asText())));
        for (String list : List.of("/api/v1/api-keys", "/api/v1/users/" + segment(World.ANNA) + "/api-keys")) {
            gateway.get(list).data().forEach(row -> {
                if (row.get("key_id").asText().equals(id)) {
                    shown.add(row);
                }
            });
        }
        assertEquals(8, shown.size());
        for (JsonNode key : shown) {
            assertEquals("Anna's laptop", key.get("name").asText());
            assertEquals("For the editor\nat work", key.get("description").asText());
        }
    }

    @Test
    void aKeyWithoutANameHasNullForOne() {
        JsonNode made = generate(World.ANNA, Outgoing.object("project_name", World.ALPHA, "description", " "))
                .expect(201)
                .data();
        assertTrue(made.get("name").isNull());
        assertTrue(made.get("description").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "description", "client_token"})
    void whatAKeyMayNotBeGivenIsRefusedByTheNameOfItsField(String field) {
        Exchange refused = generate(
                        World.ANNA, Outgoing.object("project_name", World.ALPHA, field, "x\u001b[2J".repeat(200)))
                .expect(400, "INVALID_REQUEST");
        assertEquals(List.of(field), refused.errorFields());
    }

    @Test
    void theEndpointPathHasTheKeyInIt() {
        for (JsonNode data : List.of(
                generate(World.ANNA, Outgoing.object("project_name", World.ALPHA))
                        .expect(201)
                        .data(),
                gateway.post("/api/v1/api-keys/" + WORLD.id("live") + "/regenerate", null)
                        .expect(200)
                        .data())) {
            assertEquals(
                    "/mcp/" + data.get("api_key").asText(),
                    data.get("endpoint_path").asText());
        }
    }

    @Test
    void aRepeatedAttemptIsToldWhichKeyTheFirstOneMade() {
        String body = Outgoing.object("project_name", World.ALPHA, "client_token", "attempt-1");
        Exchange first = generate(World.ANNA, body).expect(201);
        String id = first.data().get("key_id").asText();
        first.expectNotInText("attempt-1");
        for (String again : List.of(
                body,
                Outgoing.object("project_id", WORLD.id(World.ALPHA), "client_token", "attempt-1", "name", "Another"))) {
            generate(World.ANNA, again)
                    .expect(
                            409,
                            "API_KEY_ALREADY_ISSUED",
                            "The client_token has made an API key already: '" + id + "'");
        }
        gateway.get("/api/v1/api-keys").expect(200).expectNotInText("attempt-1");
        gateway.get("/api/v1/api-keys/" + id).expect(200).expectNotInText("attempt-1");
        gateway.delete("/api/v1/api-keys/" + id).expect(200);
        generate(World.ANNA, body).expect(201);
    }

    @Test
    void ofAttemptsWithOneTokenThatRunTogetherOneMakesAKeyAndTheOthersNameIt() throws Exception {
        int before = gateway.get("/api/v1/api-keys").data().size();
        String body = Outgoing.object("project_name", World.ALPHA, "client_token", "attempt-1");
        int attempts = 8;
        CyclicBarrier together = new CyclicBarrier(attempts);
        ExecutorService callers = Executors.newFixedThreadPool(attempts);
        List<Exchange> exchanges = new ArrayList<>();
        try {
            List<Future<Exchange>> running = new ArrayList<>();
            for (int i = 0; i < attempts; i++) {
                running.add(callers.submit(() -> {
                    together.await(60, TimeUnit.SECONDS);
                    return generate(World.ANNA, body);
                }));
            }
            for (Future<Exchange> call : running) {
                exchanges.add(call.get(60, TimeUnit.SECONDS));
            }
        } finally {
            callers.shutdownNow();
        }

        List<Exchange> made =
                exchanges.stream().filter(exchange -> exchange.status() == 201).toList();
        assertEquals(1, made.size());
        String id = made.get(0).data().get("key_id").asText();
        exchanges.stream().filter(exchange -> exchange.status() != 201).forEach(exchange -> exchange.expect(
                        409, "API_KEY_ALREADY_ISSUED")
                .expectInText("'" + id + "'"));
        assertEquals(before + 1, gateway.get("/api/v1/api-keys").data().size());
    }

    @Test
    void aRegeneratedKeyIsFoundByItsNewSecretAloneAndKeepsItsId() {
        Exchange exchange = gateway.post("/api/v1/api-keys/" + WORLD.key("live") + "/regenerate", null)
                .expect(200);
        JsonNode regenerated = exchange.data();
        String key = regenerated.get("api_key").asText();
        assertEquals(
                "API key regenerated successfully",
                exchange.body().get("message").asText());
        assertEquals("no-store", exchange.header("Cache-Control"));
        assertTrue(key.matches("mgw_[0-9A-Za-z]{32}"), key);
        assertNotEquals(WORLD.key("live"), key);
        assertEquals(WORLD.id("live"), regenerated.get("key_id").asText());
        gateway.get("/api/v1/api-keys/" + WORLD.key("live")).expect(404, "API_KEY_NOT_FOUND");
        JsonNode item = gateway.get("/api/v1/api-keys/" + key).expect(200).data();
        assertEquals(WORLD.id("live"), item.get("key_id").asText());
        assertEquals(regenerated.get("masked_key"), item.get("api_key"));
        assertEquals("active", item.get("status").asText());
        gateway.get("/api/v1/api-keys").expectNotInText(key);
        gateway.post("/api/v1/system/backup", null).expect(200).expectNotInText(key);
    }

    @Test
    void regeneratingADisabledKeyKeepsItDisabled() {
        String path = "/api/v1/api-keys/" + WORLD.id("disabled");
        JsonNode regenerated =
                gateway.post(path + "/regenerate", "{}").expect(200).data();
        assertTrue(regenerated.get("disabled").booleanValue());
        assertEquals("disabled", regenerated.get("status").asText());
        assertEquals("disabled", status(WORLD.id("disabled")));
        gateway.post(path + "/regenerate", "{\"typo\": 1}").expect(400, "INVALID_REQUEST");
    }

    @Test
    void aKeyThatHasEndedIsNotRegenerated() {
        gateway.post("/api/v1/api-keys/" + WORLD.id("revoked") + "/regenerate", null)
                .expect(409, "API_KEY_REVOKED");
        gateway.post("/api/v1/api-keys/" + WORLD.id("expired") + "/regenerate", null)
                .expect(409, "API_KEY_EXPIRED");
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
