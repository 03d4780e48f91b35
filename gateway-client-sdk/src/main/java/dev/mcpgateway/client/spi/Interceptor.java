package dev.mcpgateway.client.spi;

import java.util.concurrent.CompletableFuture;

/**
 * Stands around every exchange, as for a header field of a tracer's.
 *
 * <pre>{@code
 * builder.interceptor((request, next) -> next.send(request.withHeader("traceparent", tracer.current())));
 * }</pre>
 *
 * <p>The contract:
 *
 * <ul>
 *   <li>It is called once for each attempt, after the client's own header fields are set, the first interceptor outermost; in a
 *       synchronous call on the caller's thread, in an asynchronous one on whichever thread makes the attempt.
 *   <li>It sees everything: the key in {@code Authorization}, a key in the path, secrets in bodies. What it logs it must redact: {@link
 *       TransportRequest#toString()} is safe.
 *   <li>It may change the request, answer by itself, or change the answer. It does not block, and it does not retry: that is the client's.
 *   <li>What it throws fails the call as it is, without a further attempt.
 *   <li>Cancelling the future it gives must reach the one it got: give that one back, or one made from it with {@code whenComplete} only
 *       where the exchange may go on.
 * </ul>
 */
@FunctionalInterface
public interface Interceptor {

    /** Passes the request on to {@code next}, or answers it. */
    CompletableFuture<TransportResponse> intercept(TransportRequest request, Transport next);
}
