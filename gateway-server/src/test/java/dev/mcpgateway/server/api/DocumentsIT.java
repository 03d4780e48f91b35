package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.testing.ApiCall.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Export, import, backup, restore and reset, inline and through real files. */
class DocumentsIT {
    private static final World WORLD = World.get();
    private static final String TOOLS = "/api/v1/configs/" + segment(World.TOOLS);
    private static final String KEY = "/api/v1/api-keys/" + WORLD.id("live");

    @TempDir
    private Path folder;

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        gateway = WORLD.gateway().filesIn(folder).start();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void anExportedConfigurationCanBeImportedUnderAnotherNameWithItsSecrets() {
        JsonNode document = gateway.post(TOOLS + "/export", null).expect(200).data();
        assertTrue(document.get("contains_secrets").booleanValue());
        for (JsonNode form : List.of(document, document.get("config"))) {
            String name = "from " + form.size();
            gateway.post("/api/v1/configs/import", importing(name, form)).expect(201);
            JsonNode imported = gateway.get("/api/v1/configs/" + segment(name) + "?reveal=true")
                    .data();
            JsonNode original = gateway.get(TOOLS + "?reveal=true").data();
            for (String part : List.of("mcp_config", "prefix", "mode", "model_upstream")) {
                assertEquals(original.get(part), imported.get(part), part);
            }
            assertNotEquals(original.get("mcp_config_id"), imported.get("mcp_config_id"));
        }
        gateway.post("/api/v1/configs/import", importing(World.SPARE, document)).expect(409, "CONFIG_ALREADY_EXISTS");
    }

    @Test
    void aCopySharesNothingWithItsOriginal() {
        gateway.post("/api/v1/configs/copy", Outgoing.object("source_config", World.TOOLS, "target_config", "copy"))
                .expect(201);
        gateway.put("/api/v1/configs/copy/servers/" + segment(World.GIT), "{\"description\": \"other\"}")
                .expect(200);
        gateway.delete("/api/v1/configs/copy/servers/" + segment(World.REMOTE)).expect(200);
        JsonNode original = gateway.get(TOOLS).data();
        assertEquals(2, original.get("mcp_config").size());
        assertEquals("Repositories", original.at("/mcp_config/0/description").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mcp_config\": {}}",
                "{\"mcp_config\": [1]}",
                "{\"mcp_config\": [{}]}",
                "{\"mcp_config\": [{\"server_name\": \"a\"}]}",
                "{\"mcp_config\": [{\"server_name\": \"a\", \"config\": {}}]}",
                "{\"mcp_config\": [{\"server_name\": \"a\", \"config\": {\"command\": \"\"}}]}",
                "{\"mcp_config\": [{\"server_name\": \"a\", \"config\": {\"command\": \"x\", \"env\": {\"A\": 1}}}]}",
                "{\"mcp_config\": [{\"server_name\": \"a\", \"config\": {\"command\": \"x\"}}, {\"server_name\": \"a\", \"config\": {\"command\": \"x\"}}]}",
                "{\"mcp_config\": [{\"server_name\": \"..\", \"config\": {\"command\": \"x\"}}]}",
                "{\"mcp_config\": [{\"server_name\": \"a\", \"config\": {\"command\": \"x\"}, \"created_at\": \"yesterday\"}]}",
                "{\"mcp_config\": [], \"mode\": \"none\"}",
                "{\"exported_at\": \"2026-01-01T00:00:00.000000\"}",
                "{\"exported_at\": \"2026-01-01T00:00:00.000000\", \"config\": []}",
                "{\"mcp_config\": [{\"server_name\": \"a\", \"config\": {\"command\": \"x\", \"env\": {\"A\": \"********\"}}}]}",
                "{\"mcp_config\": [], \"model_upstream\": {\"base_url\": \"https://x.example\", \"api_key\": \"********\"}}",
            })
    void whatIsNoWholeConfigurationIsNotImported(String config) {
        GatewayState before = gateway.state();
        gateway.post("/api/v1/configs/import", "{\"config_name\": \"new\", \"config\": " + config + "}")
                .expect(400, "INVALID_REQUEST");
        assertSame(before, gateway.state());
    }

    @Test
    void aMaskedExportOfAProjectCannotBeImported() {
        JsonNode document = gateway.post("/api/v1/projects/" + segment(World.ALPHA) + "/export", null)
                .expect(200)
                .data();
        gateway.post("/api/v1/configs/import", importing("stars", document.get("config")))
                .expect(400, "INVALID_REQUEST")
                .expectInText("env.TOKEN", "headers.Authorization", "OAUTH_CLIENT_SECRET", "model_upstream.api_key");
    }

    @Test
    void documentsGoThroughFilesBelowExports() throws IOException {
        String file = gateway.post(TOOLS + "/export", "{\"output_file\": \"tools.json\"}")
                .expect(200)
                .data()
                .get("output_file")
                .asText();
        assertEquals(folder.resolve("exports/tools.json"), Path.of(file));
        gateway.post("/api/v1/configs/import", Outgoing.object("config_name", "again", "input_file", "tools.json"))
                .expect(201);
        gateway.post("/api/v1/configs/import", Outgoing.object("config_name", "once more", "input_file", file))
                .expect(201);
        String backup = gateway.post("/api/v1/system/backup", "{\"output_file\": \"all.json\"}")
                .expect(200)
                .data()
                .get("output_file")
                .asText();
        assertTrue(Files.readString(Path.of(backup)).contains("\"backup_version\""));
        gateway.post("/api/v1/projects/" + segment(World.ALPHA) + "/export", "{\"output_file\": \"alpha.json\"}")
                .expect(200);
        gateway.delete(TOOLS + "/servers").expect(200);
        gateway.post("/api/v1/system/restore", "{\"input_file\": \"all.json\"}").expect(200);
        assertEquals(2, gateway.get(TOOLS).data().get("mcp_config").size());
        // A document may be replaced by another, anything else may not.
        gateway.post("/api/v1/system/backup", "{\"output_file\": \"all.json\"}").expect(200);
        Files.writeString(folder.resolve("exports/notes.json"), "{\"mine\": 1}");
        gateway.post("/api/v1/system/backup", "{\"output_file\": \"notes.json\"}")
                .expect(400, "FILE_NOT_ALLOWED");
        gateway.post("/api/v1/configs/import", Outgoing.object("config_name", "x", "input_file", "notes.json"))
                .expect(400)
                .expectNotInText("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up.json", "~/x.json", "a\\u0000.json", "", " ", ".", "..", "/dev/null", "/"})
    void aFileThatMayNotBeUsedIsRefused(String name) {
        String body = "{\"output_file\": \"%s\", \"input_file\": \"%s\", \"config_name\": \"x\"}".formatted(name, name);
        for (String target : List.of(
                "/api/v1/system/backup", TOOLS + "/export", "/api/v1/system/restore", "/api/v1/configs/import")) {
            Exchange refused = gateway.post(target, body);
            assertTrue(refused.status() == 400 || refused.status() == 404, refused::toString);
            refused.expectErrorShape().expectNotInText(folder.toString());
        }
    }

    @Test
    void theGatewaysOwnFilesAreNotForRequests() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"exported_at\": \"canary\"}");
        for (String own : List.of("config.json", "config.json.journal", "config.json.lock")) {
            String path = folder.resolve(own).toString();
            gateway.post("/api/v1/system/backup", Outgoing.object("output_file", path))
                    .expect(400, "FILE_NOT_ALLOWED");
            gateway.post("/api/v1/system/restore", Outgoing.object("input_file", path))
                    .expect(400, "FILE_NOT_ALLOWED")
                    .expectNotInText("canary");
        }
    }

    @Test
    void aPolicyInAFileKeepsWhatIsNotKnownAndTheInlineOneWins() throws IOException {
        Files.createDirectories(folder.resolve("exports"));
        Files.writeString(
                folder.resolve("exports/policy.json"),
                "{\"enabled\": true, \"x_own\": {\"a\": [1]}, \"block\": [\"pii\"]}");
        String server = TOOLS + "/servers/" + segment(World.GIT);
        gateway.put(server + "/input-guardrails", "{\"policy_file\": \"policy.json\"}")
                .expect(200)
                .expectInText("\"x_own\":{\"a\":[1]}");
        gateway.put(server + "/input-guardrails", "{\"policy_file\": \"none.json\", \"policy\": {\"enabled\": false}}")
                .expect(200);
        gateway.put(server + "/guardrails", "{\"output_policy_file\": \"policy.json\"}")
                .expect(200)
                .expectInText("x_own");
        gateway.get(server).expectInText("x_own");
        Files.writeString(folder.resolve("exports/bad.json"), "{\"enabled\": \"canary\"}");
        gateway.put(server + "/input-guardrails", "{\"policy_file\": \"bad.json\"}")
                .expect(400)
                .expectNotInText("canary");
        Files.writeString(folder.resolve("exports/worse.json"), "canary");
        gateway.put(server + "/input-guardrails", "{\"policy_file\": \"worse.json\"}")
                .expect(400)
                .expectNotInText("canary");
    }

    @Test
    void aBackupHoldsRealValuesAndNoKeyAndRestoresEverything() {
        Exchange backup = gateway.post("/api/v1/system/backup", null).expect(200);
        backup.expectInText(
                "canary-env-value-1",
                "canary-header-value-2",
                "canary-oauth-secret-3",
                "canary-upstream-key-4",
                "\"contains_secrets\":true");
        WORLD.keysInClear().forEach(backup::expectNotInText);
        assertEquals("1.0", backup.data().get("backup_version").asText());
        List<String> views = List.of(
                "/api/v1/configs",
                TOOLS + "?reveal=true",
                "/api/v1/projects",
                "/api/v1/users",
                "/api/v1/api-keys",
                "/api/v1/settings/telemetry");
        List<JsonNode> before =
                views.stream().map(view -> gateway.get(view).data()).toList();
        gateway.delete("/api/v1/projects/" + segment(World.EMPTY)).expect(200);
        gateway.delete(TOOLS + "/servers").expect(200);
        gateway.put("/api/v1/settings/telemetry", "{\"enabled\": true}").expect(200);
        gateway.post("/api/v1/users", "{\"email\": \"new@example.com\"}").expect(201);
        JsonNode restored = restore(backup.data(), "").expect(200).data();
        assertEquals(0, restored.get("still_revoked").size());
        assertEquals(
                before, views.stream().map(view -> gateway.get(view).data()).toList());
        JsonNode again = gateway.post("/api/v1/system/backup", null).data().get("config");
        // What differs is the memory of keys that have ended, in the gateway's own section.
        backup.data().get("config").properties().forEach(part -> {
            if (!part.getKey().equals("gateway")) {
                assertEquals(part.getValue(), again.get(part.getKey()), part.getKey());
            }
        });
    }

    @Test
    void aKeyThatEndedSinceTheBackupComesBackRevoked() {
        JsonNode backup = gateway.post("/api/v1/system/backup", null).data();
        gateway.delete(KEY).expect(200);
        gateway.post("/api/v1/api-keys/rotate", Outgoing.object("api_key", WORLD.id("only")))
                .expect(200);
        gateway.post("/api/v1/api-keys/" + WORLD.id("after revoked") + "/disable", null)
                .expect(200);
        JsonNode restored = restore(backup, "").expect(200).data();
        assertEquals(
                List.of(WORLD.id("live"), WORLD.id("only")).stream().sorted().toList(),
                texts(restored.get("still_revoked")).stream().sorted().toList());
        assertEquals("revoked", gateway.get(KEY).data().get("status").asText());
        assertEquals(
                "active",
                gateway.get("/api/v1/api-keys/" + WORLD.id("after revoked"))
                        .data()
                        .get("status")
                        .asText());
        // It does so for good, whatever is restored how often.
        assertEquals(
                restored.get("still_revoked"),
                restore(backup, "").expect(200).data().get("still_revoked"));
        gateway.post(KEY + "/enable", null).expect(409, "API_KEY_REVOKED");
    }

    @Test
    void aKeyWhoseSecretWasRenewedSinceKeepsTheNewOne() {
        JsonNode backup = gateway.post("/api/v1/system/backup", null).data();
        ObjectNode older = backup.deepCopy();
        ObjectNode key = (ObjectNode) older.at("/config/apikeys/" + WORLD.id("live"));
        key.put("lookup", "0000000000000000").put("mask", "mgw_0000...0000");
        restore(older, "").expect(200);
        gateway.get("/api/v1/api-keys/" + WORLD.key("live")).expect(200);
    }

    @Test
    void aRegeneratedKeyKeepsItsPresentSecretAndTheOldOneStaysDead() {
        JsonNode backup = gateway.post("/api/v1/system/backup", null).data();
        String present = gateway.post(KEY + "/regenerate", null)
                .expect(200)
                .data()
                .get("api_key")
                .asText();

        JsonNode restored = restore(backup, "").expect(200).data();

        assertEquals(0, restored.get("still_revoked").size());
        assertEquals(
                WORLD.id("live"),
                gateway.get("/api/v1/api-keys/" + present)
                        .expect(200)
                        .data()
                        .get("key_id")
                        .asText());
        gateway.get("/api/v1/api-keys/" + WORLD.key("live")).expect(404, "API_KEY_NOT_FOUND");
    }

    @Test
    void aBackupWithoutAdminKeyIsRefusedUnlessThePresentOneStays() {
        for (String none : List.of("absent", "null", "\"\"", "17")) {
            ObjectNode backup =
                    gateway.post("/api/v1/system/backup", null).data().deepCopy();
            ObjectNode config = (ObjectNode) backup.get("config");
            if (none.equals("absent")) {
                config.remove("admin_apikey");
            } else {
                config.set(
                        "admin_apikey", Outgoing.parsed("{\"a\": " + none + "}").get("a"));
            }
            GatewayState before = gateway.state();
            String key = gateway.adminKey();
            restore(backup, "").expect(400, "INVALID_REQUEST").expectInText("keep_admin_key");
            restore(backup, ", \"keep_admin_key\": false").expect(400, "INVALID_REQUEST");
            assertSame(before, gateway.state());
            restore(backup, ", \"keep_admin_key\": true").expect(200);
            assertEquals(key, gateway.adminKey());
            // And what is written then has one admin key.
            JsonNode again = gateway.post("/api/v1/system/backup", null).data();
            assertEquals(key, again.at("/config/admin_apikey").asText(), none);
            restore(again, "").expect(200);
        }
    }

    @Test
    void theAdminKeyOfARestoredBackupTakesEffectAtOnce() {
        ObjectNode backup = gateway.post("/api/v1/system/backup", null).data().deepCopy();
        String old = gateway.adminKey();
        ((ObjectNode) backup.get("config")).put("admin_apikey", "another-admin-key-of-some-length-1");
        restore(backup, "").expect(200);
        gateway.send(ApiCall.of("GET", "/api/v1/users").withHeader("Authorization", "Bearer " + old))
                .expect(401);
        gateway.send(ApiCall.of("GET", "/api/v1/users")
                        .withHeader("Authorization", "Bearer another-admin-key-of-some-length-1"))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"backup_version\": 1, \"config\": {}}",
                "{\"backup_version\": \"1.0\"}",
                "{\"backup_version\": \"1.0\", \"config\": []}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"users\": []}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"users\": {\"a\": {}}}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"users\": {\"a\": 1}}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"users\": {\"a\": {\"email\": 1}}}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"plugins\": 1}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"apikeys\": {\"canary-key-in-clear-0123456789\": {\"user_id\": 1}}}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"gateway\": {\"format_version\": 99}}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"gateway\": {\"seq\": \"x\"}}}",
                "{\"backup_version\": \"1.0\", \"config\": {\"admin_apikey\": \"canary-x\", \"projects\": {\"p\": {\"project_name\": \"p\", \"users\": [1]}}}}",
            })
    void whatIsNoWholeBackupChangesNothing(String backup) {
        GatewayState before = gateway.state();
        gateway.post("/api/v1/system/restore", "{\"backup\": " + backup + "}")
                .expect(400, "INVALID_REQUEST")
                .expectNotInText("canary");
        assertSame(before, gateway.state());
    }

    @Test
    void danglingReferencesOfABackupAreKeptAndReported() {
        gateway.post("/api/v1/system/restore", """
                        {"keep_admin_key": true, "backup": {"backup_version": "1.0", "config": {
                          "projects": {"p": {"project_name": "P", "mcp_config_id": "gone", "users": ["nobody"]}},
                          "apikeys": {"old-key-in-clear-0123456789": {"user_id": "nobody", "project_id": "p"}}}}}""").expect(200);
        JsonNode health = gateway.get("/api/v1/system/health").expect(200).data();
        assertEquals("unhealthy", health.get("status").asText());
        assertEquals(2, health.get("issues").size(), health::toString);
        assertTrue(health.get("warnings").toString().contains("1 user that does not exist"), health::toString);
        JsonNode config = gateway.post("/api/v1/system/backup", null).data().get("config");
        assertEquals("gone", config.at("/projects/p/mcp_config_id").asText());
        assertEquals(List.of("nobody"), texts(config.at("/projects/p/users")));
        assertEquals(1, config.get("apikeys").size());
        // The key in clear became a hash and still finds its record.
        gateway.get("/api/v1/api-keys/old-key-in-clear-0123456789").expect(200).expectInText("old-...6789");
    }

    @Test
    void aResetWritesABackupFirstAndShowsTheNewAdminKeyOnce() {
        String old = gateway.adminKey();
        JsonNode reset = gateway.post("/api/v1/system/reset", "{\"confirm\": true}")
                .expect(200)
                .data();
        String fresh = reset.get("admin_apikey").asText();
        assertNotEquals(old, fresh);
        assertEquals(gateway.adminKey(), fresh);
        Path backup = Path.of(reset.get("backup_file").asText());
        assertTrue(backup.isAbsolute() && Files.isRegularFile(backup), backup::toString);
        gateway.send(ApiCall.of("GET", "/api/v1/users").withHeader("Authorization", "Bearer " + old))
                .expect(401);
        assertEquals(1, gateway.get("/api/v1/users").expect(200).data().size());
        assertEquals(0, gateway.get("/api/v1/api-keys").data().size());
        gateway.post("/api/v1/system/restore", Outgoing.object("input_file", backup.toString()))
                .expect(200);
        assertEquals(old, gateway.adminKey());
        assertEquals("active", gateway.get(KEY).data().get("status").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"confirm\": false}",
                "{\"confirm\": \"true\"}",
                "{\"confirm\": 1}",
                "{\"confirm\": null}",
                "{\"confirm\": [true]}"
            })
    void aResetIsToBeConfirmedWithTrue(String body) {
        GatewayState before = gateway.state();
        gateway.post("/api/v1/system/reset", body).expect(400, "INVALID_REQUEST");
        assertSame(before, gateway.state());
        assertFalse(Files.exists(folder.resolve("exports")));
    }

    @Test
    void aResetThatCannotWriteItsBackupChangesNothing() {
        try (TestGateway without = TestGateway.start()) {
            GatewayState before = without.state();
            without.post("/api/v1/system/reset", "{\"confirm\": true}").expect(400, "FILE_NOT_ALLOWED");
            assertSame(before, without.state());
        }
    }

    @Test
    void anExportOfAProjectHasNoSecretsAndNoKeys() {
        Exchange exported = gateway.post("/api/v1/projects/" + segment(World.ALPHA) + "/export", null)
                .expect(200);
        exported.expectNotInText("canary").expectInText("********", World.ANNA);
        WORLD.keysInClear().forEach(exported::expectNotInText);
        assertTrue(gateway.post("/api/v1/projects/" + segment(World.EMPTY) + "/export", null)
                .data()
                .get("config")
                .isNull());
    }

    private Exchange restore(JsonNode backup, String more) {
        return gateway.post("/api/v1/system/restore", "{\"backup\": " + backup + more + "}");
    }

    private static String importing(String name, JsonNode config) {
        ObjectNode body = Outgoing.parsed("{}");
        body.put("config_name", name).set("config", config);
        return body.toString();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new java.util.ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
