package dev.mcpgateway.server.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A named set of MCP servers, given to any number of projects. Server names are unique within it when saved here. */
public record McpConfig(
        String id,
        String name,
        ConfigSettings settings,
        List<McpServer> servers,
        Instant createdAt,
        @Nullable Instant updatedAt,
        long version,
        Attributes extra)
        implements Entity {

    public McpConfig {
        servers = List.copyOf(servers);
    }

    public Optional<McpServer> server(String serverName) {
        return servers.stream().filter(s -> s.name().equals(serverName)).findFirst();
    }

    McpConfig renamed(String newName, Instant now) {
        return new McpConfig(id, newName, settings, servers, createdAt, now, version, extra);
    }

    McpConfig withSettings(ConfigSettings newSettings, Instant now) {
        return new McpConfig(id, name, newSettings, servers, createdAt, now, version, extra);
    }

    McpConfig withServers(List<McpServer> newServers, Instant now) {
        return new McpConfig(id, name, settings, newServers, createdAt, now, version, extra);
    }

    McpConfig withServer(McpServer server, Instant now) {
        List<McpServer> changed = new ArrayList<>(servers);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equals(server.name())) {
                changed.set(i, server);
                return withServers(changed, now);
            }
        }
        changed.add(server);
        return withServers(changed, now);
    }

    McpConfig withoutServer(String serverName, Instant now) {
        List<McpServer> changed = new ArrayList<>(servers);
        changed.remove(server(serverName).orElseThrow());
        return withServers(changed, now);
    }

    /** With the names of its servers as a request's are stored: trimmed and in Unicode's composed form. */
    public McpConfig withTidyServerNames() {
        List<McpServer> tidy = servers.stream()
                .map(server -> server.named(Names.tidy(server.name())))
                .toList();
        return new McpConfig(id, name, settings, tidy, createdAt, updatedAt, version, extra);
    }

    McpConfig withVersion(long newVersion) {
        return new McpConfig(id, name, settings, servers, createdAt, updatedAt, newVersion, extra);
    }
}
