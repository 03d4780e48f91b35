package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.relay.CalledTool;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.View;
import dev.mcpgateway.server.usage.UsageMeter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts one request of a key, and the calls in it, as the key's usage and in the metrics of its servers. */
final class KeyMetering implements Metering {
    /** What the name of a tool stands behind in the name of an endpoint. */
    static final String TOOL = "tools/call:";

    private final KeyHolder holder;
    private final String asked;
    private final Supplier<UsageMeter> usage;
    private final KeyAuthenticator authenticator;
    private final McpMetrics metrics;
    private final String config;
    private volatile long since = System.nanoTime();

    /** @param asked the endpoint that is counted where it does not turn out which tool was called */
    KeyMetering(
            KeyHolder holder,
            String asked,
            Supplier<UsageMeter> usage,
            KeyAuthenticator authenticator,
            McpMetrics metrics) {
        this.holder = holder;
        this.asked = asked;
        this.usage = usage;
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.config = View.of(holder).configName();
    }

    @Override
    public void finished(@Nullable CalledTool tool, Outcome outcome) {
        usage.get()
                .record(
                        holder.known(),
                        tool == null ? asked : endpoint(tool),
                        outcome.status(),
                        outcome.isError(),
                        holder.client());
        // Of several calls, one begins when the one before it is over.
        long now = System.nanoTime();
        if (tool != null) {
            metrics.called(config, tool.server(), outcome, now - since);
        }
        since = now;
    }

    @Override
    public boolean admits(CalledTool tool) {
        try {
            authenticator.admit(holder);
            return true;
        } catch (KeyRefusedException limited) {
            usage.get().recordRateLimited(holder.known(), endpoint(tool), holder.client());
            return false;
        }
    }

    private static String endpoint(CalledTool tool) {
        return TOOL + tool.server() + "/" + tool.name();
    }
}
