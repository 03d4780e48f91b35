package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.mcp.upstream.Answer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.LogLevels;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers the requests of clients, by itself or by sending them on to the server that they are for. Only what has to be is changed on
 * the way: names, ids, cursors and progress tokens.
 */
public final class Relay {

    /**
     * Answers {@code exchange}.
     *
     * @return never fails; completed on the thread of a server's messages or the caller's own, so what depends on it must not block
     */
    public CompletableFuture<Outcome> answer(Exchange exchange) {
        CompletableFuture<Outcome> outcome;
        try {
            outcome = routed(exchange);
        } catch (RuntimeException failure) {
            outcome = CompletableFuture.failedFuture(failure);
        }
        return outcome.exceptionally(failure -> Outcome.failed(exchange.id(), failure))
                .applyToEither(exchange.unwanted(), first -> first);
    }

    private CompletableFuture<Outcome> routed(Exchange exchange) {
        return switch (exchange.method()) {
            case "ping" -> done(exchange);
            case "tools/list" -> list(exchange, ListKind.TOOLS);
            case "tools/call" -> callTool(exchange);
            case "prompts/list" -> list(exchange, ListKind.PROMPTS);
            case "prompts/get" -> relayed(exchange, ListKind.PROMPTS, Relay::getPrompt);
            case "resources/list" -> list(exchange, ListKind.RESOURCES);
            case "resources/templates/list" -> list(exchange, ListKind.RESOURCE_TEMPLATES);
            case "resources/read" -> relayed(exchange, ListKind.RESOURCES, Resources::read);
            case "resources/subscribe" -> relayed(exchange, ListKind.RESOURCES, Resources::subscribe);
            case "resources/unsubscribe" -> relayed(exchange, ListKind.RESOURCES, Resources::unsubscribe);
            case "completion/complete" -> relayed(exchange, complete(exchange));
            case "logging/setLevel" -> setLogLevel(exchange);
            default -> throw RelayException.unknownMethod(exchange.method());
        };
    }

    /** Where the key may list what the request is about, it may ask for it. */
    private static CompletableFuture<Outcome> relayed(
            Exchange exchange, ListKind about, Function<Exchange, CompletableFuture<Answer>> send) {
        require(exchange.client().view().allows(about));
        return relayed(exchange, send.apply(exchange));
    }

    static void require(boolean isAllowed) {
        if (!isAllowed) {
            throw new ScopeException();
        }
    }

    private static CompletableFuture<Outcome> done(Exchange exchange) {
        return CompletableFuture.completedFuture(Outcome.result(exchange.id(), JsonRpc.object(), 0));
    }

    private static CompletableFuture<Outcome> relayed(Exchange exchange, CompletableFuture<Answer> answer) {
        return answer.thenApply(
                given -> new Outcome.Responded(JsonRpc.with(given.message(), "id", exchange.id()), 200, given.bytes()));
    }

    private static CompletableFuture<Outcome> list(Exchange exchange, ListKind kind) {
        require(exchange.client().view().allows(kind));
        JsonNode cursor = exchange.params().path("cursor");
        if (!cursor.isMissingNode() && !cursor.isTextual()) {
            throw RelayException.invalidParams("params.cursor must be a string");
        }
        return listing(exchange.client(), kind)
                .thenApply(listing -> Outcome.result(exchange.id(), Page.of(kind, listing, cursor.textValue()), 0));
    }

    private static CompletableFuture<Lists.Listing> listing(Client client, ListKind kind) {
        View view = client.view();
        return kind == ListKind.TOOLS && view.isSearched()
                ? CompletableFuture.completedFuture(SearchMode.tools(view.scopes()))
                : Lists.of(client, kind);
    }

    private static CompletableFuture<Outcome> callTool(Exchange exchange) {
        Client client = exchange.client();
        View view = client.view();
        MetaTool meta = view.isSearched()
                ? SearchMode.tool(exchange.params().path("name").asText())
                : null;
        if (meta != null) {
            return SearchMode.answer(exchange, meta);
        }
        require(view.scopes().allowsCalls());
        String exposed = exchange.param("name");
        JsonNode arguments = exchange.params().path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            throw RelayException.invalidParams("params.arguments must be an object");
        }
        return relayed(
                exchange,
                Named.find(client, ListKind.TOOLS, exposed, new ToolAccess(client))
                        .thenCompose(tool -> {
                            exchange.requireWanted();
                            exchange.calls(tool);
                            client.checkCall(tool.definition(), exchange.params());
                            // The gateway offers no tasks, so it ignores that a call is to be one (specification,
                            // "Tasks").
                            ObjectNode params = exchange.params().deepCopy();
                            params.remove("task");
                            params.put("name", tool.name());
                            return exchange.call(tool.server(), "tools/call", params);
                        }));
    }

    private static CompletableFuture<Answer> getPrompt(Exchange exchange) {
        return Named.find(exchange.client(), ListKind.PROMPTS, exchange.param("name"), Named.Access.ALL)
                .thenCompose(prompt -> {
                    exchange.requireWanted();
                    return exchange.call(
                            prompt.server(),
                            "prompts/get",
                            JsonRpc.with(exchange.params(), "name", TextNode.valueOf(prompt.name())));
                });
    }

    private static CompletableFuture<Answer> complete(Exchange exchange) {
        View view = exchange.client().view();
        ObjectNode params = exchange.params();
        JsonNode ref = params.path("ref");
        switch (ref.path("type").asText()) {
            case "ref/prompt" -> {
                require(view.allows(ListKind.PROMPTS));
                String exposed = text(ref, "name");
                return Named.find(exchange.client(), ListKind.PROMPTS, exposed, Named.Access.ALL)
                        .thenCompose(prompt -> exchange.call(
                                prompt.server(),
                                "completion/complete",
                                JsonRpc.with(
                                        params,
                                        "ref",
                                        JsonRpc.with((ObjectNode) ref, "name", TextNode.valueOf(prompt.name())))));
            }
            case "ref/resource" -> {
                require(view.allows(ListKind.RESOURCES));
                return Resources.complete(exchange, text(ref, "uri"));
            }
            default -> throw RelayException.invalidParams("params.ref.type must be ref/prompt or ref/resource");
        }
    }

    private static String text(JsonNode ref, String name) {
        JsonNode value = ref.path(name);
        if (!value.isTextual()) {
            throw RelayException.invalidParams("params.ref." + name + " must be a string");
        }
        return value.textValue();
    }

    private static CompletableFuture<Outcome> setLogLevel(Exchange exchange) {
        String level = exchange.param("level");
        if (!LogLevels.isLevel(level)) {
            throw RelayException.invalidParams("params.level must be one of " + String.join(", ", LogLevels.NAMES));
        }
        exchange.client().logLevel(level);
        return done(exchange);
    }
}
