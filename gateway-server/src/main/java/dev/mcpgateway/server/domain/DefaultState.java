package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.KeyMinter.MintedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new gateway holds: one configuration with an echo server, one project that uses it, one user in it, as the
 * documented system's {@code generate-config} makes them, and an admin key.
 */
public final class DefaultState {
    /** The command that starts the gateway's own echo server; it is always launched as the running gateway's own program. */
    public static final String GATEWAY_COMMAND = "secure-mcp-gateway";

    public static final String CONFIG_NAME = "default_config";
    public static final String PROJECT_NAME = "default_project";
    public static final String USER_EMAIL = "default@example.com";

    private final KeyMinter minter;
    private final Ids ids;
    private final Timestamps timestamps;

    public DefaultState(KeyMinter minter, Ids ids, Timestamps timestamps) {
        this.minter = minter;
        this.ids = ids;
        this.timestamps = timestamps;
    }

    /** A new state and the key of its user, which nothing else knows. */
    public record WithUserKey(GatewayState state, Secret userKey) {}

    /** The default state with a key for its user. */
    public WithUserKey createWithUserKey() {
        MintedKey minted = minter.mint(KeyPrefix.MGW);
        return new WithUserKey(create(minted), minted.key());
    }

    /** The default state without any user key. */
    public GatewayState create() {
        return create(null);
    }

    private GatewayState create(@Nullable MintedKey minted) {
        Instant now = timestamps.next();
        McpServer echo = new McpServer(
                "echo_server",
                "Simple Echo Server",
                new Transport.Stdio(GATEWAY_COMMAND, List.of("echo-server"), Map.of(), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                // It keeps nothing between calls.
                McpServer.Sharing.SHARED,
                null,
                now,
                null,
                0,
                Attributes.EMPTY);
        McpConfig config = new McpConfig(
                ids.next(), CONFIG_NAME, ConfigSettings.DEFAULT, List.of(echo), now, null, 0, Attributes.EMPTY);
        Project project = new Project(ids.next(), PROJECT_NAME, config.id(), false, now, null, 0, Attributes.EMPTY);
        User user = new User(ids.next(), USER_EMAIL, now, null, 0, Attributes.EMPTY);
        List<Change> changes = new ArrayList<>(List.of(
                new Change.SettingsSaved(settings()),
                new Change.ConfigSaved(config),
                new Change.ProjectSaved(project),
                new Change.UserSaved(user),
                new Change.MemberAdded(project.id(), user.id())));
        if (minted != null) {
            changes.add(new Change.KeySaved(new ApiKey(
                    minted.keyId(),
                    user.id(),
                    project.id(),
                    minted.credential(),
                    KeySettings.NONE,
                    ApiKey.Lifecycle.NEW,
                    null,
                    null,
                    now,
                    null,
                    0,
                    Attributes.EMPTY)));
        }
        return GatewayState.EMPTY.after(changes, 0);
    }

    /** The sections that the documented file has, with the values that have a meaning here. */
    private Settings settings() {
        Attributes common = Attributes.of(Map.of("enkrypt_tool_cache_expiration", 4))
                .with(
                        "timeout_settings",
                        Attributes.EMPTY
                                .with("default_timeout", 30)
                                .with("guardrail_timeout", 15)
                                .with("auth_timeout", 10)
                                .with("tool_execution_timeout", 60)
                                .with("discovery_timeout", 20)
                                .with("connectivity_timeout", 2));
        Attributes plugins = Attributes.EMPTY
                .with("guardrails", Attributes.EMPTY.with("provider", "local").with("config", Attributes.EMPTY))
                .with(
                        "telemetry",
                        Attributes.EMPTY
                                .with("provider", "opentelemetry")
                                .with(
                                        "config",
                                        Attributes.EMPTY
                                                .with("enabled", false)
                                                .with("url", "http://localhost:4317")
                                                .with("insecure", true)));
        return new Settings(minter.mintAdminKey(), common, plugins, Attributes.EMPTY, Attributes.EMPTY);
    }
}
