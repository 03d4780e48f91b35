package dev.mcpgateway.client.spi;

import dev.mcpgateway.client.internal.JdkTransport;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;

/**
 * Makes one HTTP exchange. The client above it does the rest: paths and bodies, keys, deadlines, retries, errors.
 *
 * <p>An implementation
 *
 * <ul>
 *   <li>sends the method, the URI, the header fields and the body as they are given, and follows no redirect: another host must not get
 *       the key;
 *   <li>completes the future with whatever status comes, once the whole body is there;
 *   <li>fails it with a {@link java.net.ConnectException} or {@link java.net.http.HttpConnectTimeoutException} where no connection was made,
 *       and only then, because a {@code POST} is then made again; with another {@link java.io.IOException} where an exchange broke;
 *   <li>aborts the exchange when the future is cancelled; deadlines are the client's affair;
 *   <li>may be called by many threads at a time. Where the calling thread waits for the answer ({@link TransportRequest#isWaitedFor()}) it may do
 *       the work on that thread and give a completed future.
 * </ul>
 */
@FunctionalInterface
public interface Transport extends AutoCloseable {

    /** Begins one exchange. */
    CompletableFuture<TransportResponse> send(TransportRequest request);

    /** Ends what it owns; exchanges under way fail. The client that it was given to calls this when it is closed. */
    @Override
    default void close() {}

    /**
     * A transport over an HTTP client of the application's own, with its proxy, its TLS and its executor.
     *
     * @param client built with {@code followRedirects(NEVER)}, as is the default; it is not closed with the gateway's client
     * @param maxResponseBytes the largest body that is taken
     * @throws dev.mcpgateway.client.error.GatewayConfigurationException if the HTTP client follows redirects
     */
    static Transport over(HttpClient client, long maxResponseBytes) {
        return JdkTransport.over(client, maxResponseBytes);
    }
}
