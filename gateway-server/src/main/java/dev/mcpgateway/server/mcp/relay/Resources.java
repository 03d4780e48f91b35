package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.Answer;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.Listed;
import dev.mcpgateway.server.mcp.upstream.UpstreamCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Requests about one resource, whose URI is the server's own: they go to the server that has it. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class Resources {
    private Resources() {}

    static CompletableFuture<Answer> read(Exchange exchange) {
        return atOwner(
                exchange,
                exchange.param("uri"),
                (server, params) -> exchange.call(server, "resources/read", params),
                exchange.params());
    }

    static CompletableFuture<Answer> subscribe(Exchange exchange) {
        return atOwner(
                exchange,
                exchange.param("uri"),
                (server, params) -> exchange.started(
                        server, exchange.client().attachment(server).subscribe(params)),
                exchange.params());
    }

    static CompletableFuture<Answer> unsubscribe(Exchange exchange) {
        return atOwner(
                exchange,
                exchange.param("uri"),
                (server, params) -> {
                    UpstreamCall call = exchange.client().attachment(server).unsubscribe(params);
                    return call == null
                            ? CompletableFuture.completedFuture(
                                    new Answer(JsonRpc.result(exchange.id(), JsonRpc.object()), 0))
                            : exchange.started(server, call);
                },
                exchange.params());
    }

    /** {@code completion/complete} for an argument of a resource template. */
    static CompletableFuture<Answer> complete(Exchange exchange, String uri) {
        return atOwner(
                exchange,
                uri,
                (server, params) -> exchange.call(server, "completion/complete", params),
                exchange.params());
    }

    /**
     * Sends to the server that lists the resource, or a template that it may be of. Where nobody does, as with what a tool's result
     * links to, one server after the other is asked.
     */
    private static CompletableFuture<Answer> atOwner(
            Exchange exchange,
            String uri,
            BiFunction<McpServer, ObjectNode, CompletableFuture<Answer>> send,
            ObjectNode params) {
        Client client = exchange.client();
        return first(client, ListKind.RESOURCES, listed -> listed.item(uri) != null)
                .thenCompose(owner -> owner.isEmpty()
                        ? first(client, ListKind.RESOURCE_TEMPLATES, listed -> hasTemplateFor(listed, uri))
                        : CompletableFuture.completedFuture(owner))
                .thenCompose(owner -> inTurn(exchange, uri, owner.isEmpty() ? offering(client) : owner, send, params));
    }

    private static boolean hasTemplateFor(Listed templates, String uri) {
        return templates.keys().stream()
                .anyMatch(template -> template.equals(uri) || UriTemplate.matches(template, uri));
    }

    private static CompletableFuture<Answer> inTurn(
            Exchange exchange,
            String uri,
            List<McpServer> servers,
            BiFunction<McpServer, ObjectNode, CompletableFuture<Answer>> send,
            ObjectNode params) {
        exchange.requireWanted();
        if (servers.isEmpty()) {
            return notFound(exchange.client(), uri);
        }
        CompletableFuture<Answer> answer = send.apply(servers.get(0), params);
        if (servers.size() == 1) {
            return answer;
        }
        return answer.handle(
                        (given, failure) -> failure == null && !given.message().has("error"))
                .thenCompose(isGood ->
                        isGood ? answer : inTurn(exchange, uri, servers.subList(1, servers.size()), send, params));
    }

    /** A server that cannot be reached might have it. */
    private static CompletableFuture<Answer> notFound(Client client, String uri) {
        return Lists.of(client, ListKind.RESOURCES).thenApply(listing -> {
            if (!listing.missing().isEmpty()) {
                throw RelayException.unavailable(
                        "No server that can be reached has the resource: "
                                + String.join("; ", listing.missing().values()),
                        JsonRpc.object().set("servers", Lists.missing(listing.missing())));
            }
            throw RelayException.resourceNotFound(uri);
        });
    }

    /** Those that have resources, as far as that is known. */
    private static List<McpServer> offering(Client client) {
        return client.view().servers().stream()
                .filter(server -> {
                    CompletableFuture<ObjectNode> known =
                            client.attachment(server).initialized();
                    return !known.isCompletedExceptionally()
                            && (!known.isDone() || ListKind.RESOURCES.isOfferedBy(known.join()));
                })
                .toList();
    }

    /**
     * The server whose list is as wanted, alone; none where there is none. The first that is known decides, so that a server that
     * does not answer holds up nobody who asks for another's.
     */
    private static CompletableFuture<List<McpServer>> first(Client client, ListKind kind, Predicate<Listed> wanted) {
        Map<McpServer, CompletableFuture<Listed>> asked = new LinkedHashMap<>();
        for (McpServer server : client.view().servers()) {
            Attachment attachment = client.attachment(server);
            asked.put(
                    server,
                    attachment
                            .list(kind)
                            .orTimeout(attachment.deadlines().discovery().toMillis(), TimeUnit.MILLISECONDS));
        }
        CompletableFuture<List<McpServer>> found = new CompletableFuture<>();
        Runnable look = () -> look(asked, wanted, found);
        asked.values().forEach(answer -> answer.whenComplete((listed, failure) -> look.run()));
        look.run();
        return found;
    }

    private static void look(
            Map<McpServer, CompletableFuture<Listed>> asked,
            Predicate<Listed> wanted,
            CompletableFuture<List<McpServer>> found) {
        boolean isOver = true;
        for (Map.Entry<McpServer, CompletableFuture<Listed>> entry : asked.entrySet()) {
            CompletableFuture<Listed> answer = entry.getValue();
            isOver &= answer.isDone();
            if (answer.isDone() && !answer.isCompletedExceptionally() && wanted.test(answer.join())) {
                found.complete(List.of(entry.getKey()));
                return;
            }
        }
        if (isOver) {
            found.complete(List.of());
        }
    }
}
