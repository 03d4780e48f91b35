package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** The requests of a client that are being answered, so that they can be cancelled. */
final class Running {
    private final Map<JsonNode, Future<?>> requests = new ConcurrentHashMap<>();

    /** What does {@code work}, which answers the request {@code id}; from now on it can be cancelled, also before it runs. */
    Runnable task(JsonNode id, Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, null);
        requests.put(id, task);
        return () -> {
            task.run();
            requests.remove(id, task);
            // The thread goes on with other things, and was meant only as long as it did this one.
            Thread.interrupted();
            try {
                task.get();
            } catch (CancellationException cancelled) {
                // A cancelled request has no response.
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        };
    }

    void cancel(JsonNode id) {
        Future<?> task = requests.get(id);
        if (task != null) {
            task.cancel(true);
        }
    }
}
