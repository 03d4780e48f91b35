package dev.mcpgateway.server.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gateway's HTTP/1.1 server: one handler for every path, on {@code com.sun.net.httpserver}.
 *
 * <p>Whatever the JDK parses gets an answer from the handler or the error responder; what it refuses by itself is
 * listed in {@code docs/http.md}.
 */
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    private final HttpServer server;
    private final WorkerThreads threads;
    private final Watchdog watchdog;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpListener(HttpServer server, WorkerThreads threads, Watchdog watchdog) {
        this.server = server;
        this.threads = threads;
        this.watchdog = watchdog;
    }

    /**
     * Binds and serves.
     *
     * @throws IOException if the address cannot be bound
     */
    public static HttpListener start(ListenerOptions options, Handler handler, ErrorResponder errors)
            throws IOException {
        ServerProperties.apply();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName(options.host()), options.port()), BACKLOG);
        WorkerThreads threads = WorkerThreads.create(options.limits().maxConnections());
        Watchdog watchdog = new Watchdog(options.limits(), System::nanoTime);
        server.setExecutor(exchange -> threads.execute(new ConnectionTask(watchdog, exchange)));
        server.createContext("/", new ExchangeHandler(options, handler, errors, watchdog::isClosing));
        watchdog.start();
        server.start();
        return new HttpListener(server, threads, watchdog);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** {@link #close(Duration)} with 10 s. */
    @Override
    public void close() {
        close(DEFAULT_GRACE);
    }

    /**
     * Takes no more connections, asks event streams to end, lets requests that are being served end in their own
     * time, at most this long, and then cuts what is left. Idempotent.
     */
    public void close(Duration grace) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watchdog.startClosing();
        // stop(n) is the only way to stop accepting without cutting requests. It may wait all of its n seconds although
        // nothing is left to wait for, so it waits on a thread of its own and the second call, with 0, ends it.
        int seconds = (int) Math.min(grace.plusMillis(999).toSeconds(), Integer.MAX_VALUE / 1000);
        Thread stopping = new Thread(() -> server.stop(seconds), "http-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            watchdog.awaitIdle(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watchdog.close();
        server.stop(0);
        threads.close();
    }
}
