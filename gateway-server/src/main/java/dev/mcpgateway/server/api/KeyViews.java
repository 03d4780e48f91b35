package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mcpgateway.server.domain.AddressRules;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.domain.Versions;
import dev.mcpgateway.server.usage.LastUse;
import dev.mcpgateway.server.usage.UsageMeter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys as answers show them: masked, always. */
final class KeyViews {
    static final String DESCRIPTION = "What the key is for; null where nothing is said.";
    static final String DESCRIPTION_EXAMPLE = "\"For the editor at work\"";

    private KeyViews() {}

    /** Where an MCP client that can send no header connects: it has the key in it. Null where the key may not be in a URL. */
    static @Nullable ShownOnce endpointPath(Secret secret, ApiKey key) {
        return key.settings().urlKey() ? new ShownOnce(Secret.of("/mcp/" + secret.reveal())) : null;
    }

    /** What limits a key's requests. */
    record KeyRateLimit(int limit, int windowSeconds) {
        static @Nullable KeyRateLimit of(@Nullable RateLimit limit) {
            return limit == null ? null : new KeyRateLimit(limit.limit(), limit.windowSeconds());
        }
    }

    /** All that is said of a key, wherever it is shown, beside what it is called there. */
    record KeyFacts(
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
            @Nullable List<String> scopes,
            @Nullable Instant notBefore,
            @Nullable List<String> allowedIps,
            @Nullable List<String> deniedIps,
            boolean unrestricted,
            @Nullable String plan,

            @Doc("A limit of the key's own; null where its plan limits it, or nothing does.") @Nullable
            KeyRateLimit rateLimit,

            Attributes metadata,
            boolean requireSignature,
            boolean urlKey,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedIp) {
        static KeyFacts of(GatewayState state, ApiKey key, UsageMeter meter, Instant now) {
            KeySettings settings = key.settings();
            LastUse use = meter.lastUse(key.id());
            return new KeyFacts(
                    settings.name(),
                    settings.description(),
                    key.userId(),
                    state.userById(key.userId()).map(User::email).orElse(null),
                    key.projectId(),
                    state.projectById(key.projectId()).map(Project::name).orElse(null),
                    key.createdAt(),
                    key.lifecycle().expiresAt(),
                    key.lifecycle().disabled(),
                    key.status(now),
                    settings.scopes().names(),
                    settings.notBefore(),
                    AddressRules.texts(settings.addresses().allowed()),
                    AddressRules.texts(settings.addresses().denied()),
                    settings.isUnrestricted(),
                    settings.plan(),
                    KeyRateLimit.of(settings.rateLimit()),
                    settings.metadata(),
                    settings.requireSignature(),
                    settings.urlKey(),
                    use == null ? null : use.at(),
                    use == null ? null : use.from().getHostAddress());
        }
    }

    record KeyItem(
            String keyId, String apiKey, @JsonUnwrapped KeyFacts facts) {
        static KeyItem of(GatewayState state, ApiKey key, UsageMeter meter, Instant now) {
            return new KeyItem(key.id(), key.credential().mask(), KeyFacts.of(state, key, meter, now));
        }
    }

    record KeyDetails(
            String keyId,
            String apiKey,
            @JsonUnwrapped KeyFacts facts,
            @Nullable String mcpConfigId,
            @Nullable String mcpConfigName,
            @Nullable Instant disabledAt,
            @Nullable Instant enabledAt,
            long version)
            implements Versioned {
        static KeyDetails of(GatewayState state, ApiKey key, UsageMeter meter, Instant now) {
            Optional<McpConfig> config =
                    state.projectById(key.projectId()).flatMap(project -> state.configById(project.configId()));
            return new KeyDetails(
                    key.id(),
                    key.credential().mask(),
                    KeyFacts.of(state, key, meter, now),
                    config.map(McpConfig::id).orElse(null),
                    config.map(McpConfig::name).orElse(null),
                    key.lifecycle().disabledAt(),
                    key.lifecycle().enabledAt(),
                    Versions.of(state, key));
        }
    }
}
