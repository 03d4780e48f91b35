package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.ConfigDeleted;
import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ConfigSettings.Mode;
import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Creates, changes and removes configurations as wholes; their servers are {@link ServerService}'s. */
public final class ConfigService {
    private static final int MAX_SERVERS = 1000;

    private final ChangeLog log;
    private final Timestamps timestamps;
    private final Ids ids;
    private final AllowedCommands commands;

    public ConfigService(ChangeLog log, Timestamps timestamps, Ids ids, AllowedCommands commands) {
        this.log = log;
        this.timestamps = timestamps;
        this.ids = ids;
        this.commands = commands;
    }

    /** What an update of a configuration's settings brings. */
    public record SettingsUpdate(Field<Prefix> prefix, Field<Mode> mode, Field<ModelUpstream> modelUpstream) {}

    public Committed<McpConfig> create(String name, ConfigSettings settings) {
        return add("config_name", name, settings, List.of(), Attributes.EMPTY);
    }

    /** A new configuration with the settings and servers of a document that was exported; a server without a date is new. */
    public Committed<McpConfig> importAs(String name, McpConfig content) {
        content.servers().forEach(commands::check);
        Instant now = timestamps.next();
        List<McpServer> servers = content.servers().stream()
                .map(server -> server.createdAt().equals(Instant.EPOCH) ? server.created(now) : server)
                .toList();
        return add("config_name", name, content.settings(), servers, content.extra());
    }

    /** A deep copy under another name. */
    public Committed<McpConfig> copy(String source, String target) {
        String name = Names.name("target_config", target);
        return log.commit(state -> {
            McpConfig original = state.config(source);
            return added(state, "source_config", name, original.settings(), original.servers(), original.extra());
        });
    }

    public Committed<McpConfig> rename(String config, String newName, Precondition precondition) {
        String name = Names.name("new_name", newName);
        return log.commit(state -> {
            McpConfig stored = state.config(config);
            precondition.require(() -> state.versionOf(stored));
            if (stored.name().equals(name)) {
                return Outcome.unchanged(stored);
            }
            requireUnused(state, name);
            return saved(stored.renamed(name, timestamps.next()));
        });
    }

    /** Changes settings; {@code change} is told the stored ones, and runs inside the transaction. */
    public Committed<McpConfig> update(
            String config, Function<ConfigSettings, SettingsUpdate> change, Precondition precondition) {
        return log.commit(state -> {
            McpConfig stored = state.config(config);
            precondition.require(() -> state.versionOf(stored));
            ConfigSettings old = stored.settings();
            SettingsUpdate update = change.apply(old);
            ConfigSettings changed = new ConfigSettings(
                    update.prefix().orStored(old.prefix(), null),
                    update.mode().orStored(old.mode(), null),
                    update.modelUpstream().orStored(old.modelUpstream(), null));
            if (changed.equals(old)) {
                return Outcome.unchanged(stored);
            }
            requirePrefix(changed, stored.servers(), "prefix");
            return saved(stored.withSettings(changed, timestamps.next()));
        });
    }

    public void delete(String config, Precondition precondition) {
        log.commit(state -> {
            McpConfig stored = state.config(config);
            precondition.require(() -> state.versionOf(stored));
            int users = state.projectsUsing(stored.id()).size();
            if (users > 0) {
                throw new ConflictException(
                        ConflictException.Rule.CONFIG_IN_USE,
                        "Configuration '" + stored.name() + "' is used by " + users
                                + (users == 1 ? " project" : " projects") + ": unassign it there first");
            }
            return Outcome.of(stored, new ConfigDeleted(stored.id()));
        });
    }

    /** With {@code prefix: never} tool names carry no server, so there can be one server only. */
    static void requirePrefix(ConfigSettings settings, List<McpServer> servers, String field) {
        if (settings.prefix() == Prefix.NEVER && servers.size() > 1) {
            throw new InvalidFieldException(
                    field,
                    "a configuration with prefix 'never' can have one server only: tool names would be ambiguous");
        }
    }

    /** A loaded configuration may have more; those that are saved here stay cheap to look over and to save. */
    static void requireRoom(int servers, String field) {
        if (servers > MAX_SERVERS) {
            throw new InvalidFieldException(field, "a configuration can have at most " + MAX_SERVERS + " servers");
        }
    }

    private Committed<McpConfig> add(
            String field, String rawName, ConfigSettings settings, List<McpServer> servers, Attributes extra) {
        String name = Names.name(field, rawName);
        return log.commit(state -> added(state, "config", name, settings, servers, extra));
    }

    private Outcome<McpConfig> added(
            GatewayState state,
            String source,
            String name,
            ConfigSettings settings,
            List<McpServer> servers,
            Attributes extra) {
        requireUnused(state, name);
        requireRoom(servers.size(), source);
        requirePrefix(settings, servers, "prefix");
        Instant now = timestamps.next();
        return saved(new McpConfig(ids.next(), name, settings, servers, now, null, 0, extra));
    }

    private static Outcome<McpConfig> saved(McpConfig config) {
        return Outcome.of(config, new ConfigSaved(config));
    }

    private static void requireUnused(GatewayState state, String name) {
        if (state.hasConfigNamed(name)) {
            throw new DuplicateException(Subject.CONFIG, name);
        }
    }
}
