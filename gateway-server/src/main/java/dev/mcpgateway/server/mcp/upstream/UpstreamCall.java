package dev.mcpgateway.server.mcp.upstream;

import java.util.concurrent.CompletableFuture;

/** A request that a server is working on. */
public interface UpstreamCall {
    /**
     * What it answers, an error of JSON-RPC included, or an {@link UpstreamException}; one of both before the call's deadline. It is
     * completed on the thread that reads from the server: what depends on it must not block.
     */
    CompletableFuture<Answer> answer();

    /** Tells the server to stop working on it, and completes {@link #answer} with {@code CANCELLED}; no-op once answered. */
    void cancel(String reason);
}
