package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.ServerUnavailableException;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.UpstreamControl;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.domain.UpstreamStatus.Era;
import dev.mcpgateway.server.domain.UpstreamStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Servers without processes: those with a command run, those with a URL cannot be reached. */
public final class FixedUpstreams implements UpstreamControl {
    private static final Instant SINCE = Instant.parse("2026-01-02T11:59:00Z");

    @Override
    public UpstreamStatus status(McpConfig config, McpServer server) {
        if (server.transport() instanceof Remote) {
            return new UpstreamStatus(State.FAILED, SINCE, null, null, null, 0, unreachable(server), null, List.of());
        }
        return new UpstreamStatus(
                State.READY,
                SINCE,
                Era.LEGACY,
                Attributes.of(Map.of("name", "git-server")).with("version", "1.4.0"),
                4711,
                1,
                "Server '" + server.name() + "' ended with exit code 1",
                2,
                List.of("listening with token ********"));
    }

    @Override
    public UpstreamStatus restart(McpConfig config, McpServer server) {
        return status(config, server);
    }

    @Override
    public List<Attributes> tools(McpConfig config, McpServer server) {
        if (server.transport() instanceof Remote) {
            throw new ServerUnavailableException(unreachable(server));
        }
        return List.of(tool("list_repositories", "Lists repositories."), tool("clone", "Clones a repository."));
    }

    private static String unreachable(McpServer server) {
        return "Server '" + server.name() + "' did not answer within 20 s";
    }

    private static Attributes tool(String name, String description) {
        return Attributes.EMPTY
                .with("name", name)
                .with("description", description)
                .with("inputSchema", Attributes.of(Map.of("type", "object")));
    }
}
