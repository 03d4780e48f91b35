package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mcpgateway.server.api.PolicyViews.PolicyView;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.SecretMask;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.Transport;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Servers of a configuration as answers show them. */
final class ServerViews {
    private final PolicyViews policies;

    ServerViews(PolicyViews policies) {
        this.policies = policies;
    }

    record ServerItem(
            String serverName,
            String description,
            @Nullable String command,
            List<String> args,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Doc(value = "Where a remote server is; it has no `command`.", isShown = false)
            @Nullable
            String url,

            @Doc(value = "How many tools its `tools` map names.", example = "0")
            int tools,

            boolean inputGuardrailsEnabled,
            boolean outputGuardrailsEnabled) {
        static ServerItem of(McpServer server) {
            Stdio stdio = server.transport() instanceof Stdio s ? s : null;
            return new ServerItem(
                    server.name(),
                    server.description(),
                    stdio == null ? null : stdio.command(),
                    stdio == null ? List.of() : stdio.args(),
                    server.transport() instanceof Remote remote ? remote.url() : null,
                    server.tools().asMap().size(),
                    isEnabled(server.guardrails().input()),
                    isEnabled(server.guardrails().output()));
        }

        /** As the holder of a user key sees it: not what is behind it. */
        static ServerItem ofKeyHolder(McpServer server) {
            ServerItem whole = of(server);
            return new ServerItem(
                    whole.serverName,
                    whole.description,
                    null,
                    List.of(),
                    null,
                    whole.tools,
                    whole.inputGuardrailsEnabled,
                    whole.outputGuardrailsEnabled);
        }

        private static boolean isEnabled(@Nullable Policy policy) {
            return policy != null && policy.enabled();
        }
    }

    /** How a server is reached. */
    sealed interface ServerAddress {}

    record StdioAddress(
            @Doc("The program that is launched.") String command,
            List<String> args,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Doc(example = "{\"GITHUB_PERSONAL_ACCESS_TOKEN\":\"********\"}")
            Map<String, String> env)
            implements ServerAddress {}

    record RemoteAddress(
            @Doc("Where the remote server is.") String url,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Doc(example = "{\"Authorization\":\"********\"}")
            Map<String, String> headers)
            implements ServerAddress {}

    record ServerDetails(
            String serverName,
            String description,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Doc("How the server is reached: a program that is launched, or a URL. Left out for user keys.")
            @Nullable
            ServerAddress config,

            Attributes tools,
            boolean enableServerInfoValidation,

            @Nullable PolicyView toolGuardrailsPolicy,

            @Nullable PolicyView inputGuardrailsPolicy,

            @Nullable PolicyView outputGuardrailsPolicy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Doc(isShown = false) @Nullable
            Attributes oauthConfig,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Doc(isShown = false)
            McpServer.@Nullable Sharing sharing,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Doc(isShown = false) @Nullable
            Attributes timeouts,

            Instant createdAt,
            @Nullable Instant updatedAt,
            long version)
            implements Versioned {}

    /** The whole of {@code stored}, its secrets masked unless they are to be revealed. */
    ServerDetails details(GatewayState state, McpServer stored, boolean reveal) {
        return shown(state, reveal ? stored : SecretMask.masked(stored));
    }

    /** The whole of {@code server} as it is. */
    ServerDetails shown(GatewayState state, McpServer server) {
        Settings settings = state.settings();
        return new ServerDetails(
                server.name(),
                server.description(),
                address(server.transport()),
                server.tools(),
                server.enableServerInfoValidation(),
                policies.view(settings, server.guardrails().tool()),
                policies.view(settings, server.guardrails().input()),
                policies.view(settings, server.guardrails().output()),
                server.oauthConfig(),
                server.sharing(),
                server.timeouts(),
                server.createdAt(),
                server.updatedAt(),
                state.versionOf(server));
    }

    /** As the holder of a user key sees it: name, description, tools, and which guardrails are on. */
    ServerDetails ofKeyHolder(GatewayState state, McpServer server) {
        return new ServerDetails(
                server.name(),
                server.description(),
                null,
                server.tools(),
                server.enableServerInfoValidation(),
                policies.flag(server.guardrails().tool()),
                policies.flag(server.guardrails().input()),
                policies.flag(server.guardrails().output()),
                null,
                null,
                null,
                server.createdAt(),
                server.updatedAt(),
                state.versionOf(server));
    }

    private static ServerAddress address(Transport transport) {
        if (transport instanceof Stdio stdio) {
            return new StdioAddress(stdio.command(), stdio.args(), revealed(stdio.env()));
        }
        Remote remote = (Remote) transport;
        return new RemoteAddress(remote.url(), revealed(remote.headers()));
    }

    private static Map<String, String> revealed(Map<String, Secret> secrets) {
        Map<String, String> revealed = new LinkedHashMap<>();
        secrets.forEach((name, secret) -> revealed.put(name, secret.reveal()));
        return revealed;
    }
}
