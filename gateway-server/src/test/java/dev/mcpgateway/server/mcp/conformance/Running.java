package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** The requests of a client that are being answered, so that they can be cancelled. */
final class Running {
    private final Map<JsonNode, Thread> threads = new HashMap<>();

    synchronized void begin(JsonNode id) {
        threads.put(id, Thread.currentThread());
    }

    /** After this the request {@code id} cannot be cancelled, and the thread is as it was. */
    synchronized void end(JsonNode id) {
        threads.remove(id);
        Thread.interrupted();
    }

    synchronized void cancel(JsonNode id) {
        Thread thread = threads.get(id);
        if (thread != null) {
            thread.interrupt();
        }
    }
}
