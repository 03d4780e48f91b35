package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.Request;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is sent to a remote server beside the calls: notifications, and responses to what it asks. Nobody waits for what becomes of it. */
final class RemotePosts {
    private static final long MOST_SECONDS = 30;

    private final RemoteWire wire;
    private final RemoteThreads threads;
    private final ScheduledExecutorService timer;

    RemotePosts(RemoteWire wire, RemoteThreads threads, ScheduledExecutorService timer) {
        this.wire = wire;
        this.threads = threads;
        this.timer = timer;
    }

    /** Posts {@code message} in the session that there is now. */
    void post(ObjectNode message) {
        Session session = wire.session();
        threads.post(() -> send(wire.legacy(JsonRpc.bytes(message), session, true)));
    }

    /** As {@link #post}, on the thread of the caller. */
    void postNow(ObjectNode message) {
        send(wire.legacy(JsonRpc.bytes(message), wire.session(), true));
    }

    /** Tells the server that {@code session} is over. */
    void delete(Session session) {
        threads.post(() -> send(wire.delete(session)));
    }

    private void send(Request request) {
        Exchange exchange = wire.aside();
        try (exchange) {
            Future<?> deadline = timer.schedule(exchange::abort, MOST_SECONDS, TimeUnit.SECONDS);
            try {
                exchange.send(request);
                exchange.wholeBody(RemoteWire.MAX_MESSAGE);
            } finally {
                deadline.cancel(false);
            }
        } catch (IOException | RuntimeException nobodyWaits) {
            exchange.abort();
        }
    }
}
