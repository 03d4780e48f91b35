package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mcpgateway.server.api.PolicyViews.PolicyView;
import dev.mcpgateway.server.domain.ConfigSettings.Mode;
import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.SecretMask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configurations as answers show them. */
final class ConfigViews {
    private final PolicyViews policies;
    private final ServerViews servers;

    ConfigViews(PolicyViews policies, ServerViews servers) {
        this.policies = policies;
        this.servers = servers;
    }

    record ConfigName(String configId, String configName) {
        static ConfigName of(McpConfig config) {
            return new ConfigName(config.id(), config.name());
        }
    }

    record ConfigItem(String mcpConfigId, String mcpConfigName, int servers, List<ProjectName> usedByProjects) {
        static ConfigItem of(GatewayState state, McpConfig config) {
            return new ConfigItem(
                    config.id(),
                    config.name(),
                    config.servers().size(),
                    GatewayState.stream(state.projectsUsing(config.id()))
                            .map(ProjectName::of)
                            .toList());
        }
    }

    record ProjectName(String projectId, String projectName) {
        static ProjectName of(Project project) {
            return new ProjectName(project.id(), project.name());
        }
    }

    /** The configuration of a project. */
    record AssignedConfig(String mcpConfigId, String mcpConfigName) {
        static @Nullable AssignedConfig of(GatewayState state, Project project) {
            return state.configById(project.configId())
                    .map(config -> new AssignedConfig(config.id(), config.name()))
                    .orElse(null);
        }
    }

    record ConfigDetails(
            String mcpConfigId,
            String mcpConfigName,

            @Doc("The servers, in the order in which they were added.")
            List<ServerViews.ServerDetails> mcpConfig,

            Prefix prefix,
            Mode mode,
            @Doc(example = "null") @Nullable ModelUpstreamView modelUpstream,
            Instant createdAt,
            @Nullable Instant updatedAt,
            long version)
            implements Versioned {}

    @SchemaName("ModelUpstream")
    record ModelUpstreamView(
            String baseUrl,

            @Doc(
                    value = "The endpoint's own key, masked unless it is revealed; null where there is none.",
                    example = "\"********\"")
            @Nullable
            String apiKey,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PolicyView inputGuardrailsPolicy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PolicyView outputGuardrailsPolicy) {}

    enum ConfigMatch {
        CONFIG_NAME,
        SERVER_NAME
    }

    record FoundConfig(String mcpConfigId, String mcpConfigName, ConfigMatch matchType, int servers) {
        static FoundConfig of(McpConfig config, String term) {
            return new FoundConfig(
                    config.id(),
                    config.name(),
                    isName(config, term) ? ConfigMatch.CONFIG_NAME : ConfigMatch.SERVER_NAME,
                    config.servers().size());
        }

        /** Whether a search for {@code term} finds {@code config}. */
        static boolean matches(McpConfig config, String term) {
            return isName(config, term)
                    || config.servers().stream().anyMatch(server -> References.contains(server.name(), term));
        }

        private static boolean isName(McpConfig config, String term) {
            return References.contains(config.name(), term);
        }
    }

    /** The whole of {@code stored}, its secrets masked unless they are to be revealed. */
    ConfigDetails details(GatewayState state, McpConfig stored, boolean reveal) {
        McpConfig shown = reveal ? stored : SecretMask.masked(stored);
        List<ServerViews.ServerDetails> shownServers =
                new ArrayList<>(shown.servers().size());
        for (McpServer server : shown.servers()) {
            shownServers.add(servers.shown(state, server));
        }
        return details(
                state,
                shown,
                shownServers,
                modelUpstream(state, shown.settings().modelUpstream()));
    }

    /** As the holder of a user key sees it. */
    ConfigDetails ofKeyHolder(GatewayState state, McpConfig config) {
        List<ServerViews.ServerDetails> shownServers = config.servers().stream()
                .map(server -> servers.ofKeyHolder(state, server))
                .toList();
        return details(state, config, shownServers, null);
    }

    private static ConfigDetails details(
            GatewayState state,
            McpConfig shown,
            List<ServerViews.ServerDetails> shownServers,
            @Nullable ModelUpstreamView modelUpstream) {
        Prefix prefix = shown.settings().prefix();
        Mode mode = shown.settings().mode();
        return new ConfigDetails(
                shown.id(),
                shown.name(),
                shownServers,
                prefix == null ? Prefix.ALWAYS : prefix,
                mode == null ? Mode.TOOLS : mode,
                modelUpstream,
                shown.createdAt(),
                shown.updatedAt(),
                state.versionOf(shown));
    }

    private @Nullable ModelUpstreamView modelUpstream(GatewayState state, @Nullable ModelUpstream upstream) {
        return upstream == null
                ? null
                : new ModelUpstreamView(
                        upstream.baseUrl(),
                        upstream.apiKey() == null ? null : upstream.apiKey().reveal(),
                        policies.view(state.settings(), upstream.inputPolicy()),
                        policies.view(state.settings(), upstream.outputPolicy()));
    }
}
