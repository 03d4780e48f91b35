package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.testing.ApiCall.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gateways of the sweep hold: something of everything, made once through the API, each name one that has to be
 * percent-encoded. Secrets in it begin with {@code canary-}, and appear where they belong alone.
 */
final class World {
    static final Instant MADE = Instant.parse("2026-01-02T12:00:00Z");

    /** When the sweep runs: what was to expire has expired. */
    static final Instant NOW = MADE.plus(Duration.ofDays(1));

    static final String TOOLS = "Team tools / 50% + é";
    static final String SPARE = "Spare ?&# \"Büro\" 日本";
    static final String BROKEN = "Broken: by hand";
    static final String GIT = "git / read+write ü";
    static final String REMOTE = "Web search; v=2";
    static final String ALPHA = "Проект Alpha / 1+1=2";
    static final String SINGLE = "Single key 100%";
    static final String EMPTY = "Empty ~ for now";
    static final String ANNA = "anna+one@example.com";
    static final String BEN = "ben%5@example.com";
    static final String LONER = "o'neil@example.org";

    private static final World THE = build();

    private final GatewayState state;
    private final Map<String, String> ids;
    private final Map<String, String> keys;

    private World(GatewayState state, Map<String, String> ids, Map<String, String> keys) {
        this.state = state;
        this.ids = Map.copyOf(ids);
        this.keys = Map.copyOf(keys);
    }

    static World get() {
        return THE;
    }

    GatewayState state() {
        return state;
    }

    /** The id of what is called {@code name}. */
    String id(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("the world has no " + name);
        }
        return id;
    }

    /** The key called {@code label} in clear. */
    String key(String label) {
        String key = keys.get(label);
        if (key == null) {
            throw new IllegalArgumentException("the world has no key " + label);
        }
        return key;
    }

    Iterable<String> keysInClear() {
        return keys.values();
    }

    /** A gateway that holds it. */
    TestGateway.Preparation gateway() {
        return TestGateway.prepared().numberedFrom(2000).at(NOW).with(state).observer(Contract::check);
    }

    private static World build() {
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, String> keys = new LinkedHashMap<>();
        try (TestGateway gateway = TestGateway.prepared().at(MADE).start()) {
            for (String name : List.of(TOOLS, SPARE)) {
                ids.put(name, made(gateway, "/api/v1/configs", "config_name", name, "config_id"));
            }
            String servers = "/api/v1/configs/" + ids.get(TOOLS) + "/servers";
            gateway.post(servers, """
                            {"server_name": "%s", "server_command": "npx", "args": ["-y", "git-server"],
                             "env": {"TOKEN": "canary-env-value-1"}, "description": "Repositories",
                             "tools": {"list": "List them"}, "timeouts": {"call": 5},
                             "input_guardrails_policy": {"enabled": true, "policy_name": "Sample Policy",
                               "block": ["policy_violation", "pii"]}}""".formatted(GIT)).expect(201);
            gateway.post(servers, """
                            {"server_name": "%s", "url": "https://search.example.com/mcp",
                             "headers": {"Authorization": "canary-header-value-2"},
                             "oauth_config": {"enabled": true, "OAUTH_CLIENT_ID": "web",
                               "OAUTH_CLIENT_SECRET": "canary-oauth-secret-3"}}""".formatted(REMOTE)).expect(201);
            gateway.patch("/api/v1/configs/" + ids.get(TOOLS), """
                            {"model_upstream": {"base_url": "https://models.example.com/v1",
                             "api_key": "canary-upstream-key-4"}}""").expect(200);
            gateway.put("/api/v1/settings/enkrypt-api-key", "{\"api_key\": \"canary-enkrypt-key-5\"}")
                    .expect(200);
            for (String name : List.of(ALPHA, SINGLE, EMPTY)) {
                ids.put(name, made(gateway, "/api/v1/projects", "project_name", name, "project_id"));
            }
            for (String email : List.of(ANNA, BEN, LONER)) {
                ids.put(email, made(gateway, "/api/v1/users", "email", email, "user_id"));
            }
            String alpha = "/api/v1/projects/" + ids.get(ALPHA);
            String single = "/api/v1/projects/" + ids.get(SINGLE);
            gateway.post(alpha + "/assign-config", "{\"config_id\": \"" + ids.get(TOOLS) + "\"}")
                    .expect(200);
            for (String email : List.of(ANNA, BEN)) {
                gateway.post(alpha + "/users", "{\"email\": \"" + email + "\"}").expect(200);
            }
            gateway.post(single + "/users", "{\"email\": \"" + BEN + "\"}").expect(200);
            gateway.patch(single, "{\"single_key\": true}").expect(200);
            for (String label : List.of("live", "disabled", "revoked", "expired")) {
                key(gateway, ids, keys, label, ANNA, ALPHA);
            }
            key(gateway, ids, keys, "only", BEN, SINGLE);
            gateway.post("/api/v1/api-keys/" + ids.get("disabled") + "/disable", null)
                    .expect(200);
            ids.put(
                    "alert",
                    gateway.data(gateway.post(
                                            "/api/v1/api-keys/" + ids.get("live") + "/alerts",
                                            "{\"type\": \"expiring\", \"threshold\": 14}")
                                    .expect(201))
                            .get("alert_id")
                            .asText());
            for (String[] rotation : new String[][] {{"revoked", "0"}, {"expired", "60"}}) {
                JsonNode rotated = gateway.data(gateway.post(
                        "/api/v1/api-keys/rotate",
                        "{\"api_key\": \"%s\", \"grace_period_seconds\": %s}"
                                .formatted(ids.get(rotation[0]), rotation[1])));
                keys.put("after " + rotation[0], rotated.get("new_api_key").asText());
                ids.put("after " + rotation[0], rotated.get("key_id").asText());
            }
            return new World(withBrokenConfig(gateway.state(), ids), ids, keys);
        }
    }

    private static String made(TestGateway gateway, String path, String field, String name, String idField) {
        String body = Outgoing.object(field, name);
        return gateway.data(gateway.post(path, body).expect(201)).get(idField).asText();
    }

    private static void key(
            TestGateway gateway,
            Map<String, String> ids,
            Map<String, String> keys,
            String label,
            String user,
            String project) {
        JsonNode made = gateway.data(gateway.post(
                        "/api/v1/users/" + segment(user) + "/api-keys",
                        Outgoing.object("project_name", project, "client_token", clientToken(label)))
                .expect(201));
        keys.put(label, made.get("api_key").asText());
        ids.put(label, made.get("key_id").asText());
    }

    /** What the call that made the key called {@code label} was marked with. */
    static String clientToken(String label) {
        return "made-once-" + label;
    }

    /** As only an edit of the file can make one: its server has no command. */
    private static GatewayState withBrokenConfig(GatewayState state, Map<String, String> ids) {
        String id = "00000000-0000-4000-8000-00000000b0b0";
        ids.put(BROKEN, id);
        McpServer server = new McpServer(
                "hollow",
                "",
                new Transport.Stdio("", List.of(), Map.of(), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                null,
                null,
                MADE,
                null,
                0,
                Attributes.EMPTY);
        McpConfig config =
                new McpConfig(id, BROKEN, ConfigSettings.DEFAULT, List.of(server), MADE, null, 0, Attributes.EMPTY);
        return state.after(List.of(new Change.ConfigSaved(config)), state.seq() + 1);
    }
}
