package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.Listed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a key is to see of the servers of a configuration that is searched, each with its tools under the server's own names. */
final class Catalogue {
    private Catalogue() {}

    /**
     * A server and its tools.
     *
     * @param tools as the server lists them; none where it does not answer
     * @param failure why it does not answer, or null
     */
    record Shelf(
            McpServer server,
            List<ObjectNode> tools,
            @Nullable String failure) {
        Shelf with(List<ObjectNode> other) {
            return new Shelf(server, other, failure);
        }
    }

    /** In the order of the configuration. */
    static List<McpServer> servers(View view) {
        return view.servers().stream()
                .filter(server -> view.scopes().listsAnyOf(server.name()))
                .toList();
    }

    /** Asks all of {@code servers} at once; never fails. */
    static CompletableFuture<List<Shelf>> of(Client client, List<McpServer> servers) {
        View view = client.view();
        List<CompletableFuture<Shelf>> shelves =
                servers.stream().map(server -> of(client, view, server)).toList();
        return CompletableFuture.allOf(shelves.toArray(CompletableFuture[]::new))
                .thenApply(all -> shelves.stream().map(CompletableFuture::join).toList());
    }

    private static CompletableFuture<Shelf> of(Client client, View view, McpServer server) {
        return Lists.ask(client, server, ListKind.TOOLS)
                .handle((listed, failure) -> failure == null
                        ? new Shelf(server, visible(view, server, listed), null)
                        : new Shelf(
                                server,
                                List.of(),
                                Lists.reason(
                                        server,
                                        failure instanceof CompletionException ? failure.getCause() : failure)));
    }

    private static List<ObjectNode> visible(View view, McpServer server, Listed listed) {
        return listed.items().stream()
                .filter(tool -> view.lists(server, tool.path("name").textValue()))
                .toList();
    }
}
