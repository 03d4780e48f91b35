package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.Answer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.UpstreamCall;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Brings a request to its end whose server answers with questions (specification 2026-07-28, "Multi Round-Trip Requests"), for a client
 * that is used to be asked while its request waits: it is asked, and the server is called again with what it says.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class InputRounds {
    private static final int MOST_ROUNDS = 16;
    private static final int MOST_QUESTIONS = 16;
    private static final long LONGEST_MINUTES = 15;

    private final Exchange exchange;
    private final McpServer server;
    private final ObjectNode params;
    private final Function<ObjectNode, CompletableFuture<Answer>> call;
    private int rounds;

    /** @param call makes the request with other parameters */
    InputRounds(
            Exchange exchange,
            McpServer server,
            ObjectNode params,
            Function<ObjectNode, CompletableFuture<Answer>> call) {
        this.exchange = exchange;
        this.server = server;
        this.params = params;
        this.call = call;
    }

    /** {@code answer}, or what comes of its questions. */
    CompletableFuture<Answer> settled(Answer answer) {
        JsonNode result = answer.message().path("result");
        if (!result.path("resultType").asText().equals("input_required")
                || exchange.client().answersQuestions()) {
            return CompletableFuture.completedFuture(answer);
        }
        rounds++;
        if (rounds > MOST_ROUNDS || result.path("inputRequests").size() > MOST_QUESTIONS) {
            return CompletableFuture.completedFuture(refusal("Server '" + server.name() + "' asks too much"));
        }
        Map<String, CompletableFuture<ObjectNode>> asked = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> question : result.path("inputRequests").properties()) {
            asked.put(question.getKey(), ask(question.getValue()));
        }
        return answers(asked).thenCompose(given -> {
            for (Map.Entry<String, CompletableFuture<ObjectNode>> one : asked.entrySet()) {
                ObjectNode response = one.getValue().join();
                if (!response.path("result").isObject()) {
                    return CompletableFuture.completedFuture(refusal("The client does not answer what server '"
                            + server.name() + "' asks: "
                            + response.path("error").path("message").asText()));
                }
            }
            exchange.requireWanted();
            return call.apply(next(result, asked)).thenCompose(this::settled);
        });
    }

    private CompletableFuture<ObjectNode> ask(JsonNode question) {
        ObjectNode about = question.path("params") instanceof ObjectNode given ? given : null;
        return exchange.client()
                .ask(
                        JsonRpc.request(
                                LongNode.valueOf(0), question.path("method").asText(), about),
                        exchange::send);
    }

    /** What waits for all of them, and is over when the request is cancelled. */
    private CompletableFuture<Answer> answers(Map<String, CompletableFuture<ObjectNode>> asked) {
        CompletableFuture<Answer> all = CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> new Answer(JsonRpc.object(), 0))
                .orTimeout(LONGEST_MINUTES, TimeUnit.MINUTES);
        return exchange.started(server, new UpstreamCall() {
            @Override
            public CompletableFuture<Answer> answer() {
                return all;
            }

            @Override
            public void cancel(String reason) {
                all.completeExceptionally(
                        new UpstreamException(Reason.CANCELLED, "The request was cancelled: " + reason));
            }
        });
    }

    private ObjectNode next(JsonNode result, Map<String, CompletableFuture<ObjectNode>> asked) {
        ObjectNode next = JsonRpc.object();
        next.setAll(params);
        ObjectNode responses = next.putObject("inputResponses");
        asked.forEach((key, response) -> responses.set(key, response.join().path("result")));
        JsonNode state = result.get("requestState");
        if (state == null) {
            next.remove("requestState");
        } else {
            next.set("requestState", state);
        }
        return next;
    }

    /** To a call of a tool a result that its model reads, to anything else an error. */
    private Answer refusal(String why) {
        if (!exchange.method().equals("tools/call")) {
            return new Answer(JsonRpc.error(exchange.id(), JsonRpc.INTERNAL_ERROR, why), 0);
        }
        ObjectNode result = JsonRpc.object().put("isError", true);
        result.putArray("content").addObject().put("type", "text").put("text", why);
        return new Answer(JsonRpc.result(exchange.id(), result), 0);
    }
}
