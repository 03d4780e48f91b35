package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The end of a request: it is counted, what it held is let go, and its stream ends with its answer, whatever fails on the way. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class LastMessage {
    private static final Logger LOG = System.getLogger(LastMessage.class.getName());

    private LastMessage() {}

    /**
     * Ends {@code stream} with {@code answer}, as soon as that is there.
     *
     * @param shape makes of it what the client's version takes
     * @param whenCounted runs before the client is told, so that it finds nothing of the request
     */
    static void of(
            CompletableFuture<Outcome> answer,
            UnaryOperator<Outcome> shape,
            Exchange exchange,
            Runnable whenCounted,
            MessageStream stream) {
        answer.thenApply(shape)
                .exceptionally(failure -> Outcome.failed(exchange.id(), failure))
                .thenAccept(outcome -> {
                    try {
                        attempt(() -> exchange.finished(outcome));
                        attempt(whenCounted);
                    } finally {
                        stream.finish(outcome);
                    }
                });
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            // The client waits for its answer, which this is no part of.
            LOG.log(Level.WARNING, "A request could not be ended as it should be", failure);
        }
    }
}
