package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads one list of a server, page after page, within bounds (specification, "Utilities: Pagination"). */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class Discovery {
    private static final int MAX_PAGES = 1_000;
    private static final int MAX_ITEMS = 10_000;
    private static final long MAX_BYTES = 32L << 20;

    private final Upstream upstream;
    private final String label;
    private final ListKind kind;
    private final long deadline;
    private final List<ObjectNode> items = new ArrayList<>();
    private final Set<String> cursors = new HashSet<>();
    private final CompletableFuture<Listed> whole = new CompletableFuture<>();
    private long bytes;

    private Discovery(Upstream upstream, String label, ListKind kind, Duration patience) {
        this.upstream = upstream;
        this.label = label;
        this.kind = kind;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * The items that {@code upstream} lists, in its order, of those with one name the first; none where it does not offer such a list.
     *
     * @param patience how long all pages together may take
     */
    static CompletableFuture<Listed> list(Upstream upstream, String label, ListKind kind, Duration patience) {
        if (!kind.isOfferedBy(upstream.initialized())) {
            return CompletableFuture.completedFuture(Listed.NOTHING);
        }
        Discovery discovery = new Discovery(upstream, label, kind, patience);
        discovery.ask(null);
        return discovery.whole;
    }

    private void ask(@Nullable String cursor) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            fail(Reason.TIMEOUT, "did not list its " + kind.member() + " in time");
            return;
        }
        ObjectNode params = cursor == null ? null : JsonRpc.object().put("cursor", cursor);
        upstream.call(kind.method(), params, CallOptions.within(Duration.ofNanos(left)))
                .answer()
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        take(answer);
                    } else {
                        whole.completeExceptionally(failure);
                    }
                });
    }

    private void take(Answer answer) {
        JsonNode result = answer.message().path("result");
        JsonNode page = result.path(kind.member());
        bytes += answer.bytes();
        if (!page.isArray()) {
            fail(Reason.MALFORMED, "answered " + kind.method() + " with something else than a list");
            return;
        }
        for (JsonNode item : page) {
            if (item instanceof ObjectNode object) {
                items.add(object);
            }
        }
        JsonNode next = result.path("nextCursor");
        if (items.size() > MAX_ITEMS || bytes > MAX_BYTES || cursors.size() >= MAX_PAGES) {
            fail(
                    Reason.MALFORMED,
                    "lists more than " + MAX_ITEMS + " " + kind.member() + ", " + MAX_PAGES + " pages or "
                            + (MAX_BYTES >> 20) + " MiB");
        } else if (!next.isTextual()) {
            whole.complete(Listed.of(kind, items));
        } else if (!cursors.add(next.textValue())) {
            fail(Reason.MALFORMED, "goes round in a circle when it lists its " + kind.member());
        } else {
            ask(next.textValue());
        }
    }

    private void fail(Reason reason, String what) {
        whole.completeExceptionally(new UpstreamException(reason, label + " " + what));
    }
}
