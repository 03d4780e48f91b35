package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tells a client that lists have changed: soon, but once for what changes close together, and not more than once a second. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that is late or refused is of no consequence
final class ListChanges {
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<ObjectNode> outlet;
    private final ScheduledExecutorService timer;
    private final Map<String, Long> due = new HashMap<>();

    /** @param outlet sends a notification to the client, unless the same is on its way */
    ListChanges(Consumer<ObjectNode> outlet, ScheduledExecutorService timer) {
        this.outlet = outlet;
        this.timer = timer;
    }

    /** Whether the notification {@code method} says that one of the protocol's lists has changed. */
    static boolean areToldBy(String method) {
        return Stream.of(ListKind.values())
                .anyMatch(list -> list.changeNotification().equals(method));
    }

    /** @param notification {@code notifications/<list>/list_changed} */
    synchronized void changed(String notification) {
        long now = System.nanoTime();
        Long last = due.get(notification);
        if (last != null && last - now > 0) {
            return;
        }
        long next = now + SOON_NANOS;
        if (last != null && last + APART_NANOS - next > 0) {
            next = last + APART_NANOS;
        }
        due.put(notification, next);
        try {
            timer.schedule(
                    () -> outlet.accept(JsonRpc.notification(notification, null)), next - now, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            due.clear(); // nobody is told any more
        }
    }
}
