package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.mcp.relay.Outcome.Cancelled;
import dev.mcpgateway.server.mcp.relay.Outcome.Refused;
import dev.mcpgateway.server.mcp.relay.Outcome.Responded;
import dev.mcpgateway.server.mcp.upstream.Answer;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Several calls of tools of one server, one after the other, each as if it came alone: the same scopes, deadline, limit and usage.
 * Cancelling the request cancels the one that is under way, and no other is begun.
 */
final class Batch {
    /** Each answer may be long; where together they are longer than this, the rest is not asked for. */
    private static final int MOST_BYTES = 10 << 20;

    private final Exchange exchange;
    private final McpServer server;
    private final List<ToolCall> calls;
    private final boolean goesOn;
    private final BatchProgress progress;
    private final BatchReport report;
    private int bytes;
    private @Nullable String skipping;

    /** @param goesOn whether a call is made though one before it failed */
    Batch(Exchange exchange, McpServer server, List<ToolCall> calls, boolean goesOn) {
        this.exchange = exchange;
        this.server = server;
        this.calls = calls;
        this.goesOn = goesOn;
        this.progress =
                new BatchProgress(exchange.params().path("_meta").path("progressToken"), calls.size(), exchange::send);
        this.report = new BatchReport(server.name());
    }

    CompletableFuture<MetaResult> run() {
        return from(0).thenApply(all -> MetaResult.of(report.whole(), report.others(), bytes));
    }

    private CompletableFuture<Void> from(int index) {
        if (index == calls.size()) {
            return CompletableFuture.completedFuture(null);
        }
        ToolCall call = calls.get(index);
        if (skipping != null) {
            report.skip(call, skipping);
            return from(index + 1);
        }
        exchange.requireWanted();
        return outcome(call, index).thenCompose(outcome -> {
            if (outcome instanceof Cancelled) {
                throw new UpstreamException(Reason.CANCELLED, "The request was cancelled");
            }
            bytes += outcome.bytes();
            report.add(call, outcome);
            progress.done(index);
            skipping = skipping(index, outcome);
            return from(index + 1);
        });
    }

    /** Why the calls after this one are skipped; null where they are not. */
    private @Nullable String skipping(int index, Outcome outcome) {
        if (outcome instanceof Refused refused && refused.refusal() == KeyRefusal.RATE_LIMIT_EXCEEDED) {
            return "Not called: the limit of the API key is reached";
        } else if (!goesOn && outcome.isError()) {
            return "Not called: tool_calls[" + index + "] did not succeed";
        }
        return bytes > MOST_BYTES ? "Not called: the results so far are too long, so call it on its own" : null;
    }

    private CompletableFuture<Outcome> outcome(ToolCall call, int index) {
        // What the server calls the tool may be something else; that is what counts once it is known.
        CalledTool asked = new CalledTool(server.name(), call.name());
        if (!exchange.admits(asked)) {
            return CompletableFuture.completedFuture(new Refused(KeyRefusal.RATE_LIMIT_EXCEEDED, exchange.id()));
        }
        CompletableFuture<Named> found;
        try {
            found = Named.at(server, exchange.client(), ListKind.TOOLS, call.name(), new ToolAccess(exchange.client()));
        } catch (RuntimeException failure) {
            found = CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Named> named = found;
        return named.thenCompose(tool -> send(tool, call, index)).handle((answer, failure) -> {
            Outcome outcome = failure == null
                    ? new Responded(answer.message(), 200, answer.bytes())
                    : Outcome.failed(exchange.id(), failure);
            exchange.counts(
                    named.isCompletedExceptionally()
                            ? asked
                            : new CalledTool(server.name(), named.join().name()),
                    outcome);
            return outcome;
        });
    }

    private CompletableFuture<Answer> send(Named tool, ToolCall call, int index) {
        exchange.requireWanted();
        exchange.calls(tool);
        ObjectNode params = JsonRpc.object().put("name", tool.name());
        params.set("arguments", call.arguments());
        JsonNode meta = exchange.params().get("_meta");
        if (meta != null) {
            params.set("_meta", meta);
        }
        return exchange.call(server, "tools/call", params, message -> progress.reported(index, message));
    }
}
