package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.domain.Versions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys as answers show them: masked, always. */
final class KeyViews {
    static final String DESCRIPTION = "What the key is for; null where nothing is said.";
    static final String DESCRIPTION_EXAMPLE = "\"For the editor at work\"";

    private KeyViews() {}

    /** Where an MCP client that can send no header connects: it has the key in it. */
    static ShownOnce endpointPath(Secret key) {
        return new ShownOnce(Secret.of("/mcp/" + key.reveal()));
    }

    record KeyItem(
            String keyId,
            String apiKey,
            @Nullable String name,

            @Doc(value = DESCRIPTION, example = DESCRIPTION_EXAMPLE) @Nullable
            String description,

            String userId,
            @Nullable String userEmail,
            String projectId,
            @Nullable String projectName,
            Instant createdAt,
            @Nullable Instant expiresAt,
            boolean disabled,
            ApiKey.Status status) {
        static KeyItem of(GatewayState state, ApiKey key, Instant now) {
            return new KeyItem(
                    key.id(),
                    key.credential().mask(),
                    key.settings().name(),
                    key.settings().description(),
                    key.userId(),
                    state.userById(key.userId()).map(User::email).orElse(null),
                    key.projectId(),
                    state.projectById(key.projectId()).map(Project::name).orElse(null),
                    key.createdAt(),
                    key.lifecycle().expiresAt(),
                    key.lifecycle().disabled(),
                    key.status(now));
        }
    }

    record KeyDetails(
            String keyId,
            String apiKey,
            @Nullable String name,

            @Doc(value = DESCRIPTION, example = DESCRIPTION_EXAMPLE) @Nullable
            String description,

            String userId,
            @Nullable String userEmail,
            String projectId,
            @Nullable String projectName,
            Instant createdAt,
            @Nullable Instant expiresAt,
            boolean disabled,
            ApiKey.Status status,
            @Nullable String mcpConfigId,
            @Nullable String mcpConfigName,
            @Nullable Instant disabledAt,
            @Nullable Instant enabledAt,
            long version)
            implements Versioned {
        static KeyDetails of(GatewayState state, ApiKey key, Instant now) {
            KeyItem item = KeyItem.of(state, key, now);
            Optional<McpConfig> config =
                    state.projectById(key.projectId()).flatMap(project -> state.configById(project.configId()));
            return new KeyDetails(
                    item.keyId(),
                    item.apiKey(),
                    item.name(),
                    item.description(),
                    item.userId(),
                    item.userEmail(),
                    item.projectId(),
                    item.projectName(),
                    item.createdAt(),
                    item.expiresAt(),
                    item.disabled(),
                    item.status(),
                    config.map(McpConfig::id).orElse(null),
                    config.map(McpConfig::name).orElse(null),
                    key.lifecycle().disabledAt(),
                    key.lifecycle().enabledAt(),
                    Versions.of(state, key));
        }
    }
}
