package dev.mcpgateway.server.http;

/** Something done around a handler. Called on many threads at once. */
@FunctionalInterface
public interface Filter {
    /**
     * Answers itself, or passes the request on and returns (or changes) what comes back.
     *
     * @throws Exception any failure, its own or that of {@code next}
     */
    Response apply(Request request, Handler next) throws Exception;
}
