package dev.mcpgateway.server.mcp.upstream;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a server has listed, or is listing, until it says that it has changed or some hours have passed. */
final class KeptLists {
    private final Map<ListKind, Kept> lists = new EnumMap<>(ListKind.class);

    private record Kept(CompletableFuture<Listed> items, long at) {}

    /** The list that is kept, or on its way; null where there is none, or it failed or is too old. */
    synchronized @Nullable CompletableFuture<Listed> get(ListKind kind, long now, Duration longest) {
        Kept kept = lists.get(kind);
        if (kept == null || kept.items().isCompletedExceptionally() || now - kept.at() > longest.toNanos()) {
            return null;
        }
        return kept.items();
    }

    /** Whether {@code items} is what is kept, and not forgotten or replaced since. */
    @SuppressWarnings("ReferenceEquality") // it is about this very attempt and no later one
    synchronized boolean has(ListKind kind, CompletableFuture<Listed> items) {
        Kept kept = lists.get(kind);
        return kept != null && kept.items() == items;
    }

    synchronized void put(ListKind kind, CompletableFuture<Listed> items, long now) {
        lists.put(kind, new Kept(items, now));
    }

    /** Forgets what {@code notification} says has changed. */
    synchronized void changed(String notification) {
        lists.keySet().removeIf(kind -> kind.isChangedBy(notification));
    }

    synchronized void clear() {
        lists.clear();
    }
}
