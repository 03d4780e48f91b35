package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.Listed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A tool or a prompt that a client asks for by the name it knows.
 *
 * @param name what its server calls it
 * @param definition what its server lists
 */
record Named(McpServer server, String name, ObjectNode definition) {

    /** What of the servers may be had. */
    interface Access {
        /** Of everybody who may have any. */
        Access ALL = new Access() {
            @Override
            public boolean mayInclude(McpServer server, Predicate<String> isMeant) {
                return true;
            }

            @Override
            public boolean includes(McpServer server, String name) {
                return true;
            }
        };

        /** Whether a name of the server's own that {@code isMeant} may be had, as far as can be said before the server is asked. */
        boolean mayInclude(McpServer server, Predicate<String> isMeant);

        /** Whether a server's own name is to be had; what it throws fails the search. */
        boolean includes(McpServer server, String name);
    }

    /**
     * The one that {@code exposed} stands for; only servers that it may be of, and of which it may be had, are asked for their lists.
     *
     * @return fails with a {@link RelayException} where there is none, or with a {@link ScopeException}
     */
    static CompletableFuture<Named> find(Client client, ListKind kind, String exposed, Access access) {
        View view = client.view();
        boolean looksChanged = ExposedName.looksChanged(exposed);
        if (!looksChanged) {
            // Nothing has to be asked to know whether it may be had.
            boolean isHad = view.servers().stream().anyMatch(server -> {
                String plain = ExposedName.plain(view.prefix(), server.name(), exposed);
                return plain != null && access.includes(server, plain);
            });
            if (!isHad) {
                return CompletableFuture.failedFuture(unknown(kind, exposed));
            }
        }
        List<McpServer> candidates = view.servers().stream()
                .filter(server -> looksChanged
                        ? ExposedName.mayBeOf(view.prefix(), server.name(), exposed)
                        : ExposedName.plain(view.prefix(), server.name(), exposed) != null)
                .toList();
        List<McpServer> open = candidates.stream()
                .filter(server -> access.mayInclude(
                        server, name -> view.exposed(server, name).equals(exposed)))
                .toList();
        RuntimeException otherwise = open.size() == candidates.size() ? unknown(kind, exposed) : new ScopeException();
        return findAmong(open, client, kind, exposed, access, otherwise);
    }

    /**
     * The one that {@code given} stands for at {@code server}: the server's own name, or what clients know it by.
     *
     * @return fails as {@link #find}
     */
    static CompletableFuture<Named> at(McpServer server, Client client, ListKind kind, String given, Access access) {
        View view = client.view();
        if (!access.mayInclude(
                server, name -> name.equals(given) || view.exposed(server, name).equals(given))) {
            return CompletableFuture.failedFuture(new ScopeException());
        }
        return client.attachment(server).list(kind).thenCompose(listed -> {
            String known = listed.item(given) == null ? nameIn(listed, client.view(), server, given) : given;
            ObjectNode definition = known == null ? null : listed.item(known);
            // What may not be had is refused in the same way whether it is there or not.
            return access.includes(server, known == null ? given : known) && known != null && definition != null
                    ? CompletableFuture.completedFuture(new Named(server, known, definition))
                    : CompletableFuture.failedFuture(unknown(kind, given));
        });
    }

    /** @param otherwise why there is none where no candidate has it */
    private static CompletableFuture<Named> findAmong(
            List<McpServer> candidates,
            Client client,
            ListKind kind,
            String exposed,
            Access access,
            Throwable otherwise) {
        if (candidates.isEmpty()) {
            return CompletableFuture.failedFuture(otherwise);
        }
        McpServer first = candidates.get(0);
        List<McpServer> others = candidates.subList(1, candidates.size());
        CompletableFuture<Listed> list = client.attachment(first).list(kind);
        return list.handle((listed, failure) -> Optional.ofNullable(failure)).thenCompose(failure -> {
            if (failure.isPresent()) {
                return findAmong(others, client, kind, exposed, access, failure.get());
            }
            String name = nameIn(list.join(), client.view(), first, exposed);
            ObjectNode definition = name == null ? null : list.join().item(name);
            return name != null && definition != null && access.includes(first, name)
                    ? CompletableFuture.completedFuture(new Named(first, name, definition))
                    : findAmong(others, client, kind, exposed, access, otherwise);
        });
    }

    private static @Nullable String nameIn(Listed listed, View view, McpServer server, String exposed) {
        String plain = ExposedName.plain(view.prefix(), server.name(), exposed);
        if (plain != null && listed.item(plain) != null) {
            return plain;
        }
        return ExposedName.looksChanged(exposed)
                ? listed.keys().stream()
                        .filter(name -> view.exposed(server, name).equals(exposed))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static RelayException unknown(ListKind kind, String exposed) {
        String what = kind == ListKind.TOOLS ? "tool" : "prompt";
        return RelayException.invalidParams("Unknown " + what + ": " + exposed);
    }
}
