package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.relay.CalledTool;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.View;
import org.jspecify.annotations.Nullable;

/** Counts one request of a key, and the calls in it, as the key's usage and in the metrics of its servers. */
final class KeyMetering implements Metering {
    /** What the name of a tool stands behind in the name of an endpoint. */
    static final String TOOL = "tools/call:";

    private final KeyHolder holder;
    private final String asked;
    private final KeyDoor door;
    private final McpMetrics metrics;
    private final String config;
    private volatile long since = System.nanoTime();

    /** @param asked the endpoint that is counted where it does not turn out which tool was called */
    KeyMetering(KeyHolder holder, String asked, KeyDoor door, McpMetrics metrics) {
        this.holder = holder;
        this.asked = asked;
        this.door = door;
        this.metrics = metrics;
        this.config = View.of(holder).configName();
    }

    @Override
    public void finished(@Nullable CalledTool tool, Outcome outcome) {
        door.record(holder, tool == null ? asked : endpoint(tool), outcome.status(), outcome.isError());
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
            door.admit(holder, endpoint(tool));
            return true;
        } catch (KeyRefusedException limited) {
            return false;
        }
    }

    private static String endpoint(CalledTool tool) {
        return TOOL + tool.server() + "/" + tool.name();
    }
}
