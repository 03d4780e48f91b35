package dev.mcpgateway.server.mcp.relay;

import org.jspecify.annotations.Nullable;

/** Counts what comes of a request. */
@FunctionalInterface
public interface Metering {
    /**
     * It is over; called once, on any thread, so it must not block.
     *
     * @param tool the one that was called, if one was
     */
    void finished(@Nullable CalledTool tool, Outcome outcome);
}
