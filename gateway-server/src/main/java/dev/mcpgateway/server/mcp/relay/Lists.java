package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.Listed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The lists of all servers of a client as one, in the order of the configuration and then of each server. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class Lists {
    private Lists() {}

    /**
     * What the servers list, for clients.
     *
     * @param items as clients see them
     * @param missing why a server's are not among them, by the server's name
     */
    record Listing(List<ObjectNode> items, Map<String, String> missing) {}

    /** Asks all servers at once; one that does not answer in its time is missing, and the client is told when it has answered. */
    static CompletableFuture<Listing> of(Client client, ListKind kind) {
        View view = client.view();
        Map<McpServer, CompletableFuture<Listed>> asked = new LinkedHashMap<>();
        for (McpServer server : view.servers()) {
            asked.put(server, ask(client, server, kind));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .handle((all, someFailed) -> merged(view, kind, asked));
    }

    /** Asks one server, which has its time to answer; where it is late, the client is told when it has answered. */
    static CompletableFuture<Listed> ask(Client client, McpServer server, ListKind kind) {
        Attachment attachment = client.attachment(server);
        CompletableFuture<Listed> whole = attachment.list(kind);
        return whole.copy()
                .orTimeout(attachment.deadlines().discovery().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((listed, failure) -> {
                    if (failure instanceof TimeoutException) {
                        whole.thenRun(() -> client.listChanged(kind));
                    }
                });
    }

    private static Listing merged(View view, ListKind kind, Map<McpServer, CompletableFuture<Listed>> asked) {
        List<ObjectNode> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> missing = new LinkedHashMap<>();
        asked.forEach((server, answer) -> {
            try {
                for (ObjectNode item : answer.join().items()) {
                    String key = item.path(kind.key()).textValue();
                    ObjectNode shown = shown(view, kind, server, key, item);
                    if (shown != null && seen.add(shown.path(kind.key()).textValue())) {
                        items.add(shown);
                    }
                }
            } catch (CompletionException failed) {
                missing.put(server.name(), reason(server, failed.getCause()));
            }
        });
        if (!missing.isEmpty() && missing.size() == asked.size()) {
            throw RelayException.unavailable(
                    "None of the servers can be reached: " + String.join("; ", missing.values()),
                    JsonRpc.object().set("servers", missing(missing)));
        }
        return new Listing(items, missing);
    }

    /** The item under the name that clients know it by; null where the key is not to see it. */
    private static @Nullable ObjectNode shown(View view, ListKind kind, McpServer server, String key, ObjectNode item) {
        return switch (kind) {
            case TOOLS ->
                view.lists(server, key)
                        ? JsonRpc.with(item, kind.key(), TextNode.valueOf(view.exposed(server, key)))
                        : null;
            case PROMPTS -> JsonRpc.with(item, kind.key(), TextNode.valueOf(view.exposed(server, key)));
            case RESOURCES, RESOURCE_TEMPLATES -> item;
        };
    }

    /** Why a server's list is not to be had, for clients. */
    static String reason(McpServer server, @Nullable Throwable failure) {
        return failure == null || failure instanceof TimeoutException
                ? "Server '" + server.name() + "' is still starting, or does not answer"
                : String.valueOf(failure.getMessage());
    }

    /** {@code [{"name", "reason"}]}. */
    static ArrayNode missing(Map<String, String> reasons) {
        ArrayNode servers = JsonRpc.object().arrayNode();
        reasons.forEach((name, reason) -> servers.addObject().put("name", name).put("reason", reason));
        return servers;
    }
}
