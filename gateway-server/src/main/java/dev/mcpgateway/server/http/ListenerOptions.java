package dev.mcpgateway.server.http;

import java.util.function.Supplier;

/**
 * Where and how to listen.
 *
 * @param host the address to bind; {@code 0.0.0.0} or {@code ::} for all
 * @param port the port; 0 for any free one
 * @param limits what one client may ask
 * @param observer sees every request when it is over
 * @param requestIds makes the ids of requests that bring none of their own
 */
public record ListenerOptions(
        String host, int port, Limits limits, RequestObserver observer, Supplier<String> requestIds) {

    /** With the default limits, no observer and ids of 8 random characters and a counter. */
    public static ListenerOptions of(String host, int port) {
        return new ListenerOptions(host, port, Limits.defaults(), RequestObserver.NONE, new RequestIds());
    }

    /** With other limits. */
    public ListenerOptions withLimits(Limits other) {
        return new ListenerOptions(host, port, other, observer, requestIds);
    }

    /** With an observer. */
    public ListenerOptions withObserver(RequestObserver other) {
        return new ListenerOptions(host, port, limits, other, requestIds);
    }

    /** With another source of request ids. */
    public ListenerOptions withRequestIds(Supplier<String> other) {
        return new ListenerOptions(host, port, limits, observer, other);
    }
}
