package dev.mcpgateway.server.mcp.relay;

import org.jspecify.annotations.Nullable;

/** Counts what comes of a request. Its methods are called on any thread, so they must not block. */
public interface Metering {
    /** Of requests that are not counted. */
    Metering NOTHING = new Metering() {
        @Override
        public void finished(@Nullable CalledTool tool, Outcome outcome) {
            // not counted
        }

        @Override
        public boolean admits(CalledTool tool) {
            return false;
        }
    };

    /**
     * It is over, or one of the calls that it stands for is; the first of them was admitted with the request.
     *
     * @param tool the one that was called, if one was
     */
    void finished(@Nullable CalledTool tool, Outcome outcome);

    /** Whether the key may make another call within the request, which counts as if it came alone. */
    boolean admits(CalledTool tool);
}
