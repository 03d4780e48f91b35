package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What updateServer clears, keeps and refuses; masks, and their way back. */
class ServerEditingIT {
    private static final String MASK = "********";
    private static final String SERVERS = "/api/v1/configs/default_config/servers";
    private static final String FULL = SERVERS + "/full";
    private static final String WEB = SERVERS + "/web";

    private final TestGateway gateway = TestGateway.start();

    @BeforeEach
    void addTwoServers() {
        gateway.post(SERVERS, """
                        {"server_name": "full", "server_command": "npx", "args": ["a", ""], "env": {"A": "canary-1", "B": ""},
                         "tools": {"t": {"x": 2.50}}, "description": "text", "enable_server_info_validation": true,
                         "input_guardrails_policy": {"enabled": true, "block": ["pii"]},
                         "output_guardrails_policy": {"enabled": false}, "tool_guardrails_policy": {"enabled": false},
                         "oauth_config": {"enabled": true, "OAUTH_CLIENT_ID": "id", "OAUTH_CLIENT_SECRET": "canary-2",
                           "OAUTH_CUSTOM_HEADERS": {"X": "canary-3"}, "OAUTH_CLIENT_KEY_PATH": "/keys/one.pem"},
                         "sharing": "per_key", "timeouts": {"call": 1.5}}""").expect(201);
        gateway.post(SERVERS, """
                        {"server_name": "web", "url": "https://example.com/mcp", "headers": {"Authorization": "canary-4"}}""").expect(201);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "description | null",
                "description | \"\"",
                "args | null",
                "args | []",
                "env | null",
                "env | {}",
                "tools | null",
                "tools | {}",
                "enable_server_info_validation | null",
                "input_guardrails_policy | null",
                "input_guardrails_policy | {}",
                "output_guardrails_policy | null",
                "output_guardrails_policy | {}",
                "tool_guardrails_policy | null",
                "tool_guardrails_policy | {}",
                "oauth_config | null",
                "oauth_config | {}",
                "sharing | null",
                "sharing | \"\"",
                "timeouts | null",
                "timeouts | {}",
            })
    void whatIsGivenEmptyIsCleared(String field, String empty) {
        JsonNode before = gateway.get(FULL).data();
        JsonNode after = gateway.put(FULL, "{\"" + field + "\": " + empty + "}")
                .expect(200)
                .data();
        String at = field.equals("args") || field.equals("env") ? "/config/" + field : "/" + field;
        JsonNode cleared = after.at(at);
        assertTrue(
                cleared.isMissingNode()
                        || cleared.isNull()
                        || (cleared.isContainerNode() && cleared.isEmpty())
                        || cleared.asText().isEmpty()
                        || (cleared.isBoolean() && !cleared.booleanValue()),
                cleared::toString);
        // All else is as it was.
        before.fieldNames().forEachRemaining(name -> {
            if (!name.equals(field) && !name.equals("config") && !name.equals("updated_at")) {
                assertEquals(before.get(name), after.get(name), name);
            }
        });
        assertEquals(after, gateway.get(FULL).data());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"server_command\": null}",
                "{\"server_command\": \"\"}",
                "{\"server_command\": \"  \"}",
                "{\"url\": \"https://x.example\", \"server_command\": \"x\"}",
                "{\"url\": \"https://x.example\", \"args\": [\"x\"]}",
                "{\"headers\": {\"A\": \"b\"}}",
                "{\"env\": {\"\": \"x\"}}",
                "{\"env\": {\"A=B\": \"x\"}}",
                "{\"timeouts\": {\"call\": 0}}",
                "{\"timeouts\": {\"call\": \"1\"}}",
                "{\"timeouts\": {\"call\": -1}}",
                "{\"sharing\": \"nobody\"}",
                "{\"input_guardrails_policy\": {\"blok\": [\"pii\"]}}",
                "{\"input_guardrails_policy\": {\"enabled\": \"yes\"}}",
                "{\"input_guardrails_policy\": {\"additional_config\": {\"pii_redact\": true}}}",
                "{\"input_guardrails_policy\": {\"block\": \"pii\"}}",
                "{\"input_guardrails_policy\": {\"on_error\": \"ignore\"}}",
                "{\"url\": \"ftp://x.example\"}",
                "{\"url\": \"https://user:canary@x.example\"}",
                "{\"url\": \"https://x.example/mcp#part\"}",
                "{\"url\": \"no url\"}",
                "{\"url\": \"https://x.example\", \"headers\": {\"A b\": \"c\"}}",
                "{\"url\": \"https://x.example\", \"headers\": {\"A\": \"c\\r\\nB: d\"}}",
                "{\"env\": {\"NEW\": \"********\"}}",
                "{\"oauth_config\": {\"OAUTH_CLIENT_SECRET\": \"x\", \"NEW_SECRET\": \"********\"}}",
                "{\"url\": \"https://x.example\", \"headers\": {\"A\": \"********\"}}",
            })
    void whatCannotBeIsRefusedAndChangesNothing(String body) {
        JsonNode before = gateway.get(FULL).data();
        gateway.put(FULL, body).expect(400, "INVALID_REQUEST").expectNotInText("canary");
        assertEquals(before, gateway.get(FULL).data());
    }

    @Test
    void theNameIsNoFieldOfAnUpdate() {
        assertEquals(
                "full",
                gateway.put(FULL, "{\"server_name\": \"other\"}")
                        .expect(200)
                        .data()
                        .get("server_name")
                        .asText());
    }

    @Test
    void aRemoteServerCannotBeLeftWithoutUrlAndMayBecomeAProcessAndBack() {
        gateway.put(WEB, "{\"url\": null}").expect(400, "INVALID_REQUEST");
        gateway.put(WEB, "{\"args\": [\"x\"]}").expect(400, "INVALID_REQUEST");
        JsonNode process = gateway.put(WEB, "{\"server_command\": \"cat\", \"args\": [\"-\"]}")
                .expect(200)
                .data();
        assertEquals(Outgoing.parsed("{\"command\": \"cat\", \"args\": [\"-\"]}"), process.get("config"));
        JsonNode remote =
                gateway.put(WEB, "{\"url\": \"http://x.example/\"}").expect(200).data();
        assertEquals(Outgoing.parsed("{\"url\": \"http://x.example/\"}"), remote.get("config"));
    }

    @Test
    void secretsAreMaskedUnlessTheyAreToBeRevealed() {
        for (String target :
                List.of(FULL, WEB, "/api/v1/configs/default_config", "/api/v1/projects/default_project/config")) {
            gateway.get(target).expect(200).expectInText(MASK).expectNotInText("canary");
            gateway.get(target + "?reveal=false").expect(200).expectNotInText("canary");
            gateway.get(target + "?reveal=true")
                    .expect(200)
                    .expectInText("canary")
                    .expectNotInText(MASK);
            for (String malformed : List.of("1", "yes", "", "TRUE")) {
                gateway.get(target + "?reveal=" + malformed).expect(400, "INVALID_REQUEST");
            }
        }
        JsonNode oauth = gateway.get(FULL).data().get("oauth_config");
        assertEquals("id", oauth.get("OAUTH_CLIENT_ID").asText());
        assertEquals("/keys/one.pem", oauth.get("OAUTH_CLIENT_KEY_PATH").asText());
        assertEquals(MASK, oauth.get("OAUTH_CLIENT_SECRET").asText());
        assertEquals(MASK, oauth.get("OAUTH_CUSTOM_HEADERS").get("X").asText());
    }

    @Test
    void whatWasReadMaskedCanBeSentBackAndKeepsTheSecrets() {
        JsonNode masked = gateway.get(FULL).data();
        JsonNode revealed = gateway.get(FULL + "?reveal=true").data();
        gateway.put(FULL, """
                        {"description": "new", "env": %s, "oauth_config": %s}""".formatted(masked.get("config").get("env"), masked.get("oauth_config")))
                .expect(200)
                .expectNotInText("canary");
        JsonNode after = gateway.get(FULL + "?reveal=true").data();
        assertEquals(revealed.get("config"), after.get("config"));
        assertEquals(revealed.get("oauth_config"), after.get("oauth_config"));
        assertEquals("new", after.get("description").asText());
        // env is replaced as a whole: what is not named is gone.
        gateway.put(FULL, "{\"env\": {\"A\": \"********\", \"C\": \"new\"}}").expect(200);
        assertEquals(
                Outgoing.parsed("{\"A\": \"canary-1\", \"C\": \"new\"}"),
                gateway.get(FULL + "?reveal=true").data().at("/config/env"));
    }

    @Test
    void theUpstreamsKeyIsMaskedAndKept() {
        String config = "/api/v1/configs/default_config";
        gateway.patch(config, "{\"model_upstream\": {\"base_url\": \"https://m.example\", \"api_key\": \"********\"}}")
                .expect(400, "INVALID_REQUEST");
        gateway.patch(config, "{\"model_upstream\": {\"base_url\": \"https://m.example\", \"api_key\": \"canary-5\"}}")
                .expect(200)
                .expectNotInText("canary-5");
        gateway.patch(config, "{\"model_upstream\": {\"base_url\": \"https://n.example\", \"api_key\": \"********\"}}")
                .expect(200)
                .expectNotInText("canary-5");
        JsonNode upstream = gateway.get(config + "?reveal=true").data().get("model_upstream");
        assertEquals("https://n.example", upstream.get("base_url").asText());
        assertEquals("canary-5", upstream.get("api_key").asText());
        gateway.patch(config, "{\"model_upstream\": null}").expect(200);
        assertTrue(gateway.get(config).data().get("model_upstream").isNull());
    }

    @Test
    void unknownFieldsAreIgnoredButInPolicies() {
        gateway.put(FULL, "{\"no_such_field\": [1], \"description\": \"ok\"}").expect(200);
        gateway.put(FULL + "/input-guardrails", "{\"policy\": {\"enabled\": true, \"typo\": 1}}")
                .expect(400, "INVALID_REQUEST")
                .expectInText("policy.typo");
        gateway.put(FULL + "/guardrails", "{\"output_policy\": {\"additional_config\": {\"typo\": 1}}}")
                .expect(400, "INVALID_REQUEST");
        gateway.put(FULL + "/guardrails", "{}").expect(400, "INVALID_REQUEST");
        gateway.put(FULL + "/input-guardrails", "{\"policy\": null}").expect(400, "INVALID_REQUEST");
    }

    @Test
    void aFieldThatTheStoredPolicyHasAlreadyIsTakenAgain() {
        gateway.post("/api/v1/configs/import", """
                        {"config_name": "old", "config": {"mcp_config": [{"server_name": "s", "config": {"command": "cat"},
                          "input_guardrails_policy": {"enabled": true, "x_old": 1, "additional_config": {"x_deep": 0.750}}}]}}""").expect(201);
        String server = "/api/v1/configs/old/servers/s";
        gateway.put(server + "/input-guardrails", """
                        {"policy": {"enabled": false, "x_old": 2, "additional_config": {"x_deep": 1}}}""").expect(200).expectInText("\"x_old\":2", "\"x_deep\":1");
        gateway.put(server + "/output-guardrails", "{\"policy\": {\"x_old\": 2}}")
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    void whatIsNotEnforcedIsSaidWithEveryReadOfThePolicy() {
        String saved = gateway.put(FULL + "/input-guardrails", """
                        {"policy": {"enabled": true, "policy_name": "Sample Policy", "block": ["policy_violation"], "warn": ["pii"]}}""").expect(200).text();
        for (String text : List.of(
                saved,
                gateway.get(FULL).text(),
                gateway.get("/api/v1/configs/default_config").text(),
                gateway.put(FULL, "{\"description\": \"x\"}").text())) {
            assertTrue(text.contains("\"not_enforced\":[{\"detector\":\"policy_violation\""), text);
        }
        JsonNode valid = gateway.post("/api/v1/configs/default_config/validate", null)
                .expect(200)
                .data();
        assertTrue(valid.get("warnings").toString().contains("policy_violation"), valid::toString);
        JsonNode health = gateway.get("/api/v1/system/health").expect(200).data();
        assertTrue(health.get("warnings").toString().contains("policy_violation"), health::toString);
        assertFalse(health.get("warnings").toString().contains("canary"));
    }

    @Test
    void aConfigurationWhoseToolsCarryNoServerHasOneServerOnly() {
        gateway.patch("/api/v1/configs/default_config", "{\"prefix\": \"never\"}")
                .expect(400, "INVALID_REQUEST");
        gateway.delete(SERVERS + "/full").expect(200);
        gateway.delete(SERVERS + "/web").expect(200);
        gateway.patch("/api/v1/configs/default_config", "{\"prefix\": \"never\"}")
                .expect(200);
        gateway.post(SERVERS, "{\"server_name\": \"two\", \"server_command\": \"cat\"}")
                .expect(400, "INVALID_REQUEST");
        assertEquals(
                "always",
                gateway.patch("/api/v1/configs/default_config", "{\"prefix\": null}")
                        .data()
                        .get("prefix")
                        .asText());
    }

    @Test
    void aServerIsOfOneKind() {
        for (String body : List.of(
                "{\"server_name\": \"n\"}",
                "{\"server_name\": \"n\", \"server_command\": \" \"}",
                "{\"server_name\": \"n\", \"server_command\": \"a\", \"url\": \"https://x.example\"}",
                "{\"server_name\": \"n\", \"url\": \"https://x.example\", \"env\": {}}",
                "{\"server_name\": \"n\", \"url\": \"https://x.example\", \"args\": []}",
                "{\"server_name\": \"n\", \"server_command\": \"a\", \"headers\": {}}")) {
            gateway.post(SERVERS, body).expect(400, "INVALID_REQUEST");
        }
    }

    @Test
    void numbersOfFreeFormPartsKeepEveryDigit() {
        gateway.put(FULL, "{\"tools\": {\"a\": 12345678901234567890, \"b\": 2.50, \"c\": 1e-7, \"d\": [null, true]}}")
                .expect(200)
                .expectInText("12345678901234567890", "2.50");
    }
}
