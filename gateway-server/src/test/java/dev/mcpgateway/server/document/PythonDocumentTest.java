package dev.mcpgateway.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.KeyFormat;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.UserKeys;
import dev.mcpgateway.server.testing.ExampleRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file of the Python gateway loads as it is, and every field of it survives being written. */
class PythonDocumentTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ExampleRandom random = new ExampleRandom(0);
    private final UserKeys keys = new UserKeys(random, new KeyHasher(new Argon2Parameters(8, 1, 1), random));

    private byte[] original = new byte[0];
    private ObjectNode before = JSON.createObjectNode();
    private DocumentContent content;
    private byte[] written = new byte[0];
    private ObjectNode after = JSON.createObjectNode();

    @BeforeEach
    void readAndWrite() throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("python-gateway-config.json"))) {
            original = in.readAllBytes();
        }
        before = (ObjectNode) JSON.readTree(original);
        content = GatewayDocument.read(new ByteArrayInputStream(original), keys);
        written = write(content.state());
        after = (ObjectNode) JSON.readTree(written);
    }

    @Test
    void everyFieldSurvivesWithItsValueAndItsPlace() {
        for (String name : names(before)) {
            if (!name.equals("apikeys")) {
                assertSurvives(name, before.get(name), after.get(name));
            }
        }
    }

    @Test
    void nothingIsAddedButTheGatewaysOwnSection() {
        List<String> expected = new ArrayList<>(names(before));
        expected.add("gateway");
        assertEquals(
                expected.stream().sorted().toList(),
                names(after).stream().sorted().toList());
        for (String map : List.of("mcp_configs", "projects", "users")) {
            assertEquals(
                    names(before.get(map)).stream().sorted().toList(),
                    names(after.get(map)).stream().sorted().toList());
        }
        assertEquals(Integer.valueOf(1), after.at("/gateway/format_version").intValue());
    }

    @Test
    void numbersKeepEveryDigit() {
        String text = new String(written, StandardCharsets.UTF_8);
        for (String number :
                List.of("12345678901234567890", "2.5", "7.25", "0.75", "1.0", "1.2", "-2", "3.5", "4711")) {
            assertTrue(text.matches("(?s).*[^0-9.]" + number.replace(".", "\\.") + "[^0-9.].*"), number);
        }
    }

    @Test
    void keysInClearAreReplacedByHashesUnderIdsThatFollowFromThem() {
        String text = new String(written, StandardCharsets.UTF_8);
        assertEquals(6, content.clearKeys());
        assertEquals(6, after.get("apikeys").size());
        before.get("apikeys").properties().forEach(entry -> {
            String key = entry.getKey();
            assertFalse(text.contains(key), key);
            JsonNode record = after.get("apikeys").get(KeyFormat.derivedKeyId(key));
            assertTrue(record != null, () -> "no record of " + key);
            assertEquals(KeyFormat.lookup(key), record.get("lookup").asText());
            assertEquals(KeyFormat.mask(key), record.get("mask").asText());
            assertTrue(record.get("hash").asText().startsWith("$argon2id$v=19$"));
            assertTrue(record.get("legacy").booleanValue());
            entry.getValue().properties().forEach(field -> {
                if (!field.getKey().equals("rotated_from")) {
                    assertEquals(field.getValue(), record.get(field.getKey()), field.getKey());
                }
            });
        });
    }

    @Test
    void thePredecessorOfARotatedKeyIsNotInClearAnyMore() {
        String predecessor = "ImPa0oVq-2dnXpnfezyHy5eWdkfbpGQSlFjH9GeZECkHKcmK";
        assertFalse(new String(written, StandardCharsets.UTF_8).contains(predecessor));
        assertEquals(
                KeyFormat.derivedKeyId(predecessor),
                after.get("apikeys")
                        .get(KeyFormat.derivedKeyId("9mHqECeVE7-7CcAX7CH7VgVbNXUd6BG62Fl094dZ5-npBfns"))
                        .get("rotated_from")
                        .asText());
    }

    @Test
    void whatWasWrittenReadsAsTheSameState() throws Exception {
        DocumentContent again = GatewayDocument.read(new ByteArrayInputStream(written), keys);
        assertEquals(0, again.clearKeys());
        assertEquals(
                new String(written, StandardCharsets.UTF_8), new String(write(again.state()), StandardCharsets.UTF_8));
        DocumentContent fromTree = GatewayDocument.read(GatewayDocument.tree(content.state()), keys);
        assertEquals(
                new String(written, StandardCharsets.UTF_8),
                new String(write(fromTree.state().at(content.state().seq())), StandardCharsets.UTF_8));
    }

    @Test
    void danglingReferencesAreKept() throws Exception {
        ObjectNode document = before.deepCopy();
        ObjectNode project = (ObjectNode) document.get("projects").get("d01e13be-235f-461f-8392-3dd14744f3e0");
        project.put("mcp_config_id", "gone")
                .putArray("users")
                .add("nobody")
                .add("dd75ef1b-a557-4e75-83c8-396ebe77367b");
        GatewayState state = GatewayDocument.read(document, keys).state();
        ObjectNode tree = GatewayDocument.tree(state);
        JsonNode kept = tree.get("projects").get("d01e13be-235f-461f-8392-3dd14744f3e0");
        assertEquals("gone", kept.get("mcp_config_id").asText());
        assertEquals(2, kept.get("users").size());
        assertTrue(kept.get("users").toString().contains("nobody"));
    }

    @Test
    void whatSaysNothingSurvivesUntilSomethingTakesItsPlace() throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree("""
                {"admin_apikey": "", "mcp_configs": {"c": {"mcp_config_name": "n", "updated_at": null, "model_upstream": null,
                  "mcp_config": [{"server_name": "s", "config": {"command": "x", "env": {}, "url": null}, "oauth_config": null,
                    "timeouts": {}, "sharing": null, "input_guardrails_policy": null}]}},
                 "users": {"u": {"email": "a@b.cc", "updated_at": null}},
                 "projects": {"p": {"project_name": "p", "single_key": false, "created_at": "2025-01-01T00:00:00"}},
                 "apikeys": {"key_0000000000000000": {"user_id": "u", "project_id": "p", "lookup": "0123456789abcdef", "mask": "m",
                    "hash": "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                   "disabled": false, "disabled_at": null, "expires_at": null, "name": null, "description": {},
                   "client_token": 7}}}""");
        ObjectNode tree =
                GatewayDocument.tree(GatewayDocument.read(document, keys).state());
        for (String map : names(document)) {
            if (!map.equals("projects")) {
                assertSurvives(map, document.get(map), tree.get(map));
            }
        }
        assertEquals(document.at("/projects/p/single_key"), tree.at("/projects/p/single_key"));
    }

    private static byte[] write(GatewayState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GatewayDocument.write(state, out);
        return out.toByteArray();
    }

    /** Values are equal to the last digit; of what is not interpreted the order of names too. */
    private static void assertSurvives(String path, JsonNode before, JsonNode after) {
        assertTrue(after != null, () -> path + " is gone");
        if (before.isObject()) {
            before.properties()
                    .forEach(member -> assertSurvives(
                            path + "." + member.getKey(), member.getValue(), after.get(member.getKey())));
            if (path.contains(".x_")
                    || path.startsWith("x_")
                    || path.startsWith("common")
                    || path.startsWith("plugins")) {
                assertEquals(names(before), names(after), path);
            }
        } else if (before.isArray()) {
            assertEquals(before.size(), after.size(), path);
            for (int i = 0; i < before.size(); i++) {
                assertSurvives(path + "[" + i + "]", before.get(i), after.get(i));
            }
        } else {
            assertEquals(before, after, path);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
