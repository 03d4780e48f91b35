package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.UpstreamControl;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The servers of a command: few commands are about them, and the others are not to pay for their supervision. */
final class LocalUpstreams implements UpstreamControl, AutoCloseable {
    private final Supplier<UpstreamSupervisor> create;
    private @Nullable UpstreamSupervisor created;

    LocalUpstreams(Supplier<UpstreamSupervisor> create) {
        this.create = create;
    }

    @Override
    public UpstreamStatus status(McpConfig config, McpServer server) {
        return supervisor().status(config, server);
    }

    @Override
    public UpstreamStatus restart(McpConfig config, McpServer server) {
        return supervisor().restart(config, server);
    }

    @Override
    public List<Attributes> tools(McpConfig config, McpServer server) {
        return supervisor().tools(config, server);
    }

    private synchronized UpstreamSupervisor supervisor() {
        UpstreamSupervisor supervisor = created;
        if (supervisor == null) {
            supervisor = create.get();
            created = supervisor;
        }
        return supervisor;
    }

    /** Ends what was started. */
    @Override
    public synchronized void close() {
        if (created != null) {
            created.close();
        }
    }
}
