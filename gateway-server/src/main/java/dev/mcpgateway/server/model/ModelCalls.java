package dev.mcpgateway.server.model;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.session.KeyBound;
import dev.mcpgateway.server.mcp.upstream.http.ConnectionPool;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All calls under way, and the connections that they are on: those of all projects to one server are shared. */
@SuppressWarnings("FutureReturnValueIgnored") // a task that never ends has no outcome
final class ModelCalls implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ModelCalls.class.getName());
    private static final int MOST_TO_A_SERVER = 1_000;
    private static final Duration FOR_ONE_OF_THEM = Duration.ofSeconds(5);
    private static final long UNUSED_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long TICK_MILLIS = 500;

    private final Dialer dialer;
    private final int mostToAServer;
    private final Duration patience;
    private final Consumer<KeyBound> begun;
    private final Consumer<KeyBound> ended;
    private final Set<ModelCall> calls = ConcurrentHashMap.newKeySet();
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    private static final class Server {
        private final ConnectionPool pool;
        private volatile long used = System.nanoTime();

        Server(ConnectionPool pool) {
            this.pool = pool;
        }
    }

    /**
     * None yet.
     *
     * @param dialer is closed with this
     * @param begun is told of each call, and ends it with its key
     * @param ended is told when a call is over
     */
    ModelCalls(Dialer dialer, Consumer<KeyBound> begun, Consumer<KeyBound> ended) {
        this(dialer, MOST_TO_A_SERVER, FOR_ONE_OF_THEM, begun, ended);
    }

    /**
     * None yet.
     *
     * @param mostToAServer connections there may be at once
     * @param patience how long one that is in use is waited for
     */
    ModelCalls(
            Dialer dialer, int mostToAServer, Duration patience, Consumer<KeyBound> begun, Consumer<KeyBound> ended) {
        this.dialer = dialer;
        this.mostToAServer = mostToAServer;
        this.patience = patience;
        this.begun = begun;
        this.ended = ended;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "model-calls");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A call to the server of {@code url}, to be given back with {@link #end}. */
    ModelCall begin(HttpUrl url, KeyHolder holder) {
        ModelCall call = new ModelCall(new Exchange(pool(url)), holder);
        calls.add(call);
        begun.accept(call);
        return call;
    }

    void end(ModelCall call) {
        ended.accept(call);
        calls.remove(call);
        call.exchange().close();
    }

    private ConnectionPool pool(HttpUrl url) {
        String origin = (url.isSecure() ? "https " : "http ") + url.host().toLowerCase(Locale.ROOT) + " " + url.port();
        return servers.compute(origin, (same, present) -> {
                    Server server = present == null
                            ? new Server(new ConnectionPool(url, dialer, mostToAServer, patience))
                            : present;
                    server.used = System.nanoTime();
                    return server;
                })
                .pool;
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            calls.forEach(call -> call.tick(now));
            servers.values().forEach(server -> server.pool.tick());
            servers.keySet()
                    .forEach(origin -> servers.computeIfPresent(origin, (same, server) -> {
                        if (now - server.used <= UNUSED_NANOS) {
                            return server;
                        }
                        // Calls that still are on its connections keep them, and close them when they end.
                        server.pool.close();
                        return null;
                    }));
        } catch (RuntimeException failure) {
            // A task that fails once is never run again.
            LOG.log(Level.WARNING, "Calls of models could not be looked after", failure);
        }
    }

    /** Ends all calls. */
    @Override
    public void close() {
        timer.shutdownNow();
        List.copyOf(calls).forEach(call -> call.end(ModelCall.Ending.STOPPING));
        servers.values().forEach(server -> server.pool.close());
        dialer.close();
    }
}
