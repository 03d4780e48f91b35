package dev.mcpgateway.server.mcp.relay;

import dev.mcpgateway.server.domain.ConfigSettings.Mode;
import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a key has before it: the servers of its project's configuration, as far as its scopes go.
 *
 * @param config null while the project has none
 */
public record View(@Nullable McpConfig config, Scopes scopes) {

    public static View of(KeyHolder holder) {
        McpConfig config =
                holder.state().configById(holder.project().configId()).orElse(null);
        return new View(config, holder.key().settings().scopes());
    }

    /** The name of the configuration; empty while there is none. */
    public String configName() {
        return config == null ? "" : config.name();
    }

    /** In the order of the configuration, which decides where two servers have the same. */
    public List<McpServer> servers() {
        return config == null ? List.of() : config.servers();
    }

    public Optional<McpServer> server(String name) {
        return config == null ? Optional.empty() : config.server(name);
    }

    /** Whether clients get the tools that search, instead of all tools. */
    boolean isSearched() {
        return config != null && config.settings().mode() == Mode.SEARCH;
    }

    String exposed(McpServer server, String name) {
        return ExposedName.of(prefix(), server.name(), name);
    }

    Prefix prefix() {
        Prefix set = config == null ? null : config.settings().prefix();
        return set == null ? Prefix.ALWAYS : set;
    }

    /** Whether the configuration has a tool of this name: where a server names its tools, those alone. */
    static boolean isOffered(McpServer server, String tool) {
        return server.tools().isEmpty() || server.tools().has(tool);
    }

    /** Whether the key may have lists of this kind at all. */
    public boolean allows(ListKind kind) {
        return switch (kind) {
            case TOOLS -> scopes.allowsList();
            case PROMPTS -> scopes.allows(Scope.PROMPTS_READ);
            case RESOURCES, RESOURCE_TEMPLATES -> scopes.allows(Scope.RESOURCES_READ);
        };
    }

    boolean lists(McpServer server, String tool) {
        return isOffered(server, tool) && scopes.lists(server.name(), tool);
    }
}
