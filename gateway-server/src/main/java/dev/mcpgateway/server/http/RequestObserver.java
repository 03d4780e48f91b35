package dev.mcpgateway.server.http;

/**
 * Sees every request when it is over: for the access log and the metrics. What it throws is logged and changes
 * nothing.
 */
@FunctionalInterface
public interface RequestObserver {
    /** Sees nothing. */
    RequestObserver NONE = (request, status, nanos, bytes) -> {};

    /**
     * Called once per request, on the thread that served it, after its answer was written or given up.
     *
     * @param status the status of the answer
     * @param nanos from the whole header to the end of the answer
     * @param bytes of the answer's body that were handed to the connection, before any chunking
     */
    void completed(Request request, int status, long nanos, long bytes);

    /**
     * Called before {@link #completed} when an answer was begun, or due, and could not be finished: the client is
     * gone, too slow, or the writer of an event stream failed.
     */
    default void aborted(Request request, Throwable failure) {}
}
