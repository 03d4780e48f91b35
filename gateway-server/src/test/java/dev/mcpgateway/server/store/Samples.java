package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.AddressRules;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.ClientToken;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.McpServer.Guardrails;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.domain.User;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records to store. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-11-01T12:00:00.123456Z");

    private static final ClearKeys UNHASHED = new ClearKeys() {
        @Override
        public String keyId(Secret key) {
            return CLEAR_KEYS.keyId(key);
        }

        @Override
        public KeyCredential credential(Secret key) {
            return CLEAR_KEYS.unhashed(key);
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            return CLEAR_KEYS.unhashed(key);
        }
    };

    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /** Stands in for the hashing of keys. */
    static final ClearKeys CLEAR_KEYS = new ClearKeys() {
        @Override
        public String keyId(Secret key) {
            return "key_" + key.reveal().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public KeyCredential credential(Secret key) {
            return new KeyCredential(String.format("%016x", key.length()), HASH, "mask", true);
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            return new KeyCredential(String.format("%016x", key.length()), "", "mask", true, key);
        }
    };

    /** As the Python gateway writes it: keys in clear, and nothing of this gateway's. */
    static final String DOCUMENT_WITH_CLEAR_KEYS =
            "{\"users\": {\"user-1\": {\"email\": \"a@b.example\"}}, \"projects\": "
                    + "{\"project-1\": {\"project_name\": \"P\", \"users\": [\"user-1\"]}}, \"apikeys\": {"
                    + "\"ALPHA\": {\"user_id\": \"user-1\", \"project_id\": \"project-1\"}, "
                    + "\"BETA_KEY\": {\"user_id\": \"user-1\", \"project_id\": \"project-1\"}, "
                    + "\"GAMMA_KEYS\": {\"user_id\": \"user-1\", \"project_id\": \"project-1\"}}}";

    private Samples() {}

    /** What is in {@link #DOCUMENT_WITH_CLEAR_KEYS}, no key hashed. */
    static GatewayState withClearKeys() {
        try {
            JsonNode document = new JsonMapper().readTree(DOCUMENT_WITH_CLEAR_KEYS);
            return GatewayDocument.read((ObjectNode) document, UNHASHED).state();
        } catch (JsonProcessingException | DocumentException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ApiKey disabled(GatewayState state, String keyId) {
        ApiKey key = state.keyById(keyId).orElseThrow();
        return new ApiKey(
                key.id(),
                key.userId(),
                key.projectId(),
                key.credential(),
                key.settings(),
                new Lifecycle(true, TIME, null, null, null, null),
                key.clientToken(),
                key.limitGroup(),
                key.createdAt(),
                TIME,
                0,
                key.extra());
    }

    static KeyCredential hashed(GatewayState state, String keyId) {
        Secret clear = state.keyById(keyId).orElseThrow().credential().clear();
        return CLEAR_KEYS.credential(Objects.requireNonNull(clear, "the key in clear is lost"));
    }

    static User user(int number) {
        return new User(
                "user-" + number,
                "user" + number + "@example.com",
                TIME.plusSeconds(number),
                null,
                0,
                Attributes.EMPTY);
    }

    static Project project(int number) {
        return new Project(
                "project-" + number,
                "Project " + number,
                null,
                false,
                TIME.plusSeconds(number),
                null,
                0,
                Attributes.EMPTY);
    }

    static ApiKey key(int number, int user, int project) {
        return new ApiKey(
                "key_" + number,
                "user-" + user,
                "project-" + project,
                new KeyCredential("0123456789abcdef", HASH, "mgw_a1b2...o5p6", false),
                KeySettings.NONE,
                Lifecycle.NEW,
                null,
                null,
                TIME.plusSeconds(number),
                null,
                0,
                Attributes.EMPTY);
    }

    /** A key that has whatever a key may have. */
    static ApiKey labelledKey(int number, String lookup) {
        return new ApiKey(
                "key_" + number,
                "user-1",
                "project-1",
                new KeyCredential(lookup, HASH, "mgw_a1b2...o5p6", false),
                new KeySettings(
                        "Laptop / \"é\"",
                        "Of several\n\tlines",
                        Scopes.of("scopes", List.of("tools:list", "tools:call:git%2Fhub/read")),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        new AddressRules(
                                List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::ffff:192.0.2.0/120")),
                                List.of(AddressRange.parse("2001:db8::1"))),
                        "enterprise",
                        new RateLimit(100, 3600),
                        Attributes.of(Map.of("team", "platform", "seats", 3, "internal", true)),
                        true,
                        false),
                Lifecycle.NEW,
                new ClientToken("first~attempt"),
                "key_first",
                TIME.plusSeconds(number),
                TIME,
                0,
                extra());
    }

    static McpConfig config(int number) {
        McpServer server = new McpServer(
                "echo",
                "says it again",
                new Transport.Stdio(
                        "secure-mcp-gateway", List.of("echo-server"), Map.of("TOKEN", Secret.of("s3cret")), extra()),
                Attributes.EMPTY.with("echo", Map.of()),
                Guardrails.NONE,
                true,
                null,
                McpServer.Sharing.SHARED,
                null,
                TIME,
                null,
                0,
                Attributes.EMPTY);
        return new McpConfig(
                "config-" + number,
                "Config " + number,
                ConfigSettings.DEFAULT,
                List.of(server),
                TIME.plusSeconds(number),
                TIME.plusSeconds(number + 1L),
                0,
                extra());
    }

    static Settings settings(String adminKey) {
        return new Settings(Secret.of(adminKey), extra(), Attributes.EMPTY.with("a", extra()), extra(), extra());
    }

    /** Members that no version knows, with numbers that lose digits where they are read as doubles. */
    static Attributes extra() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("x_text", "line\nbreak, \"quotes\", \u2028 and \uD83D\uDE00");
        members.put("x_exact", new BigDecimal("0.10000000000000000000001"));
        members.put("x_zeros", new BigDecimal("7.250"));
        members.put("x_large", 9_007_199_254_740_993L);
        members.put("x_null", null);
        members.put("x_list", List.of(1, true, "two"));
        return Attributes.of(members);
    }

    static GatewayState state(Change... changes) {
        return GatewayState.EMPTY.after(List.of(changes), 0);
    }

    static GatewayState fresh() {
        return state(new Change.SettingsSaved(settings("admin")), new Change.UserSaved(user(0)));
    }

    /** Everything in {@code state} but its sequence number and its versions. */
    static String content(GatewayState state) {
        return GatewayDocument.tree(state).toString();
    }
}
