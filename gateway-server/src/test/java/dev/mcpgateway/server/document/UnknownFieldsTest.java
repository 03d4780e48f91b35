package dev.mcpgateway.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.AddressRules;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ClientToken;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.SystemService;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields that nobody knows are kept, and never stand in the way of one that is known. */
class UnknownFieldsTest {
    private static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");

    /** Every name that any form writes, with a value that none of them writes. */
    private static Attributes kept() {
        Attributes kept = Attributes.EMPTY.with("x", "kept");
        for (JsonNode object : List.of(
                tree(state(Attributes.EMPTY)),
                tree(state(Attributes.EMPTY)).at("/gateway"),
                tree(state(Attributes.EMPTY)).at("/mcp_configs/c"),
                tree(state(Attributes.EMPTY)).at("/mcp_configs/c/model_upstream"),
                tree(state(Attributes.EMPTY)).at("/mcp_configs/c/mcp_config/0"),
                tree(state(Attributes.EMPTY)).at("/mcp_configs/c/mcp_config/0/config"),
                tree(state(Attributes.EMPTY)).at("/mcp_configs/c/mcp_config/0/input_guardrails_policy"),
                tree(state(Attributes.EMPTY)).at("/projects/p"),
                tree(state(Attributes.EMPTY)).at("/users/u"),
                tree(state(Attributes.EMPTY)).at("/apikeys/key_0123456789abcdef"))) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                kept = kept.with(member.getKey(), "stale");
            }
        }
        return kept;
    }

    private static ObjectNode tree(GatewayState state) {
        return GatewayDocument.tree(state);
    }

    private static GatewayState state(Attributes extra) {
        Policy policy = new Policy(
                true,
                "name",
                Policy.Provider.LOCAL,
                List.of("pii"),
                List.of("secrets"),
                Attributes.EMPTY.with("whole_word", true),
                Policy.OnError.BLOCK,
                Policy.OnChange.WARN,
                extra);
        McpServer server = new McpServer(
                "server",
                "",
                new Transport.Stdio("cat", List.of(), Map.of("A", Secret.of("b")), extra),
                Attributes.EMPTY,
                new McpServer.Guardrails(policy, policy, policy),
                true,
                Attributes.EMPTY.with("enabled", true),
                McpServer.Sharing.SHARED,
                Attributes.EMPTY.with("call", 1),
                THEN,
                THEN,
                0,
                extra);
        ConfigSettings settings = new ConfigSettings(
                ConfigSettings.Prefix.ALWAYS,
                ConfigSettings.Mode.TOOLS,
                new ModelUpstream("https://models.example", Secret.of("k"), policy, policy, extra));
        ApiKey.Lifecycle lifecycle = new ApiKey.Lifecycle(true, THEN, THEN, THEN, THEN, "key_1");
        KeyCredential credential = new KeyCredential(
                "0123456789abcdef",
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "mgw_a1b2...o5p6",
                true);
        return GatewayState.EMPTY
                .after(
                        List.of(
                                new SettingsSaved(new Settings(
                                        Secret.of("admin"), Attributes.EMPTY, Attributes.EMPTY, extra, extra)),
                                new ConfigSaved(
                                        new McpConfig("c", "config", settings, List.of(server), THEN, THEN, 0, extra)),
                                new ProjectSaved(
                                        new Project("p", "project", "c", true, THEN, THEN, 0, extra.without("users"))),
                                new UserSaved(new User("u", "user@example.com", THEN, THEN, 0, extra)),
                                new KeySaved(new ApiKey(
                                        "key_0123456789abcdef",
                                        "u",
                                        "p",
                                        credential,
                                        new KeySettings(
                                                "name",
                                                "of several\nlines",
                                                Scopes.of("scopes", List.of("tools:list", "tools:call:git%2Fhub/read")),
                                                Instant.parse("2026-01-01T00:00:00Z"),
                                                new AddressRules(
                                                        List.of(
                                                                AddressRange.parse("10.0.0.0/8"),
                                                                AddressRange.parse("::ffff:192.0.2.0/120")),
                                                        List.of(AddressRange.parse("2001:db8::1"))),
                                                "enterprise",
                                                new RateLimit(100, 3600),
                                                Attributes.of(Map.of("team", "platform", "seats", 3, "internal", true)),
                                                true,
                                                false),
                                        lifecycle,
                                        new ClientToken("token-1"),
                                        "key_first",
                                        THEN,
                                        THEN,
                                        0,
                                        extra))),
                        7)
                .withEndedKeys(List.of("key_ended"));
    }

    private static String written(GatewayState state) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GatewayDocument.write(state, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DocumentContent read(String json) throws Exception {
        return GatewayDocument.read(
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), NoClearKeys.INSTANCE);
    }

    @Test
    void aFieldThatIsKnownWinsInEveryFormAndNoNameIsWrittenTwice() throws Exception {
        GatewayState plain = state(Attributes.EMPTY);

        GatewayState read = read(written(state(kept()))).state();

        ObjectNode known = tree(plain);
        ObjectNode both = tree(read);
        assertContains(known, both, "");
        assertEquals("kept", both.at("/mcp_configs/c/mcp_config/0/config/x").asText());
        assertEquals("kept", both.at("/gateway/x").asText());
        assertEquals("kept", both.at("/x").asText());
    }

    private static void assertContains(JsonNode known, JsonNode both, String path) {
        if (known instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> assertContains(
                            member.getValue(), both.path(member.getKey()), path + "/" + member.getKey()));
        } else if (known.isArray() && known.size() > 0 && known.get(0).isObject()) {
            assertContains(known.get(0), both.path(0), path + "/0");
        } else {
            assertEquals(known, both, path);
        }
    }

    @Test
    void aBackupWithoutAUsableAdminKeyIsRestoredWithThePresentOne() throws Exception {
        GatewayState backup = read("{\"admin_apikey\": \"\", \"x\": 1}").state();
        VolatileChangeLog log = new VolatileChangeLog(state(Attributes.EMPTY));

        new SystemService(log, new Timestamps(Clock.systemUTC())).restore(backup, true);

        Settings restored = read(written(log.state())).state().settings();
        assertEquals(Secret.of("admin"), restored.adminKey());
        assertEquals(1, restored.extra().get("x"));
        assertFalse(log.state().settings().extra().has("admin_apikey"));
    }

    @Test
    void whatAFileHasInPlaceOfAnAdminKeyStaysWhileThereIsNone() throws Exception {
        GatewayState loaded = read("{\"admin_apikey\": 5}").state();

        assertEquals(5, tree(loaded).path("admin_apikey").asInt());
    }
}
