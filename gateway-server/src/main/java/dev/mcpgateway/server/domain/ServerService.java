package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.McpServer.Guardrails;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Adds, changes and removes the servers of a configuration. */
public final class ServerService {
    private final ChangeLog log;
    private final Timestamps timestamps;
    private final AllowedCommands commands;

    public ServerService(ChangeLog log, Timestamps timestamps, AllowedCommands commands) {
        this.log = log;
        this.timestamps = timestamps;
        this.commands = commands;
    }

    /** Adds {@code server}, whose dates are set here. */
    public Committed<McpServer> add(String config, McpServer server) {
        String name = Names.name("server_name", server.name());
        ServerRules.check(server);
        commands.check(server);
        return log.commit(state -> {
            McpConfig stored = state.config(config);
            if (stored.server(name).isPresent()) {
                throw new DuplicateException(Subject.SERVER, name);
            }
            ConfigService.requireRoom(stored.servers().size() + 1, "server_name");
            Instant now = timestamps.next();
            McpServer added = new McpServer(
                    name,
                    server.description(),
                    server.transport(),
                    server.tools(),
                    server.guardrails(),
                    server.enableServerInfoValidation(),
                    server.oauthConfig(),
                    server.sharing(),
                    server.timeouts(),
                    now,
                    null,
                    0,
                    server.extra());
            McpConfig changed = stored.withServer(added, now);
            ConfigService.requirePrefix(changed.settings(), changed.servers(), "server_name");
            return Outcome.of(added, new ConfigSaved(changed));
        });
    }

    /**
     * Changes a server.
     *
     * @param change from the stored server to what it is to be; runs inside the transaction
     */
    public Committed<McpServer> update(
            String config, String name, UnaryOperator<McpServer> change, Precondition precondition) {
        Committed<String> committed = log.commit(state -> {
            McpConfig stored = state.config(config);
            McpServer old = require(stored, name);
            precondition.require(() -> state.versionOf(old));
            McpServer changed = change.apply(old);
            if (changed.equals(old)) {
                return Outcome.unchanged(stored.id());
            }
            ServerRules.check(changed);
            if (!changed.transport().equals(old.transport())) {
                commands.check(changed);
            }
            Instant now = timestamps.next();
            return Outcome.of(stored.id(), new ConfigSaved(stored.withServer(changed.updated(now), now)));
        });
        // Only what was committed has its version, which the next change may have to name.
        GatewayState state = committed.state();
        return new Committed<>(require(state.config(committed.result()), name), state);
    }

    public Committed<McpServer> updateGuardrails(
            String config, String name, UnaryOperator<Guardrails> change, Precondition precondition) {
        return update(config, name, old -> old.withGuardrails(change.apply(old.guardrails())), precondition);
    }

    public void remove(String config, String name, Precondition precondition) {
        log.commit(state -> {
            McpConfig stored = state.config(config);
            McpServer old = require(stored, name);
            precondition.require(() -> state.versionOf(old));
            return Outcome.of(old, new ConfigSaved(stored.withoutServer(name, timestamps.next())));
        });
    }

    /** Removes all servers and says how many there were. */
    public int removeAll(String config, Precondition precondition) {
        return log.<Integer>commit(state -> {
                    McpConfig stored = state.config(config);
                    precondition.require(() -> state.versionOf(stored));
                    int count = stored.servers().size();
                    return count == 0
                            ? Outcome.unchanged(0)
                            : Outcome.of(count, new ConfigSaved(stored.withServers(List.of(), timestamps.next())));
                })
                .result();
    }

    /** The server {@code name} of {@code config}. */
    public static McpServer require(McpConfig config, String name) {
        return config.server(name).orElseThrow(() -> new NotFoundException(Subject.SERVER, name));
    }
}
