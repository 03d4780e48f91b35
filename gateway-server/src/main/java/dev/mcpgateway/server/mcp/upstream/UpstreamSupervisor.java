package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.ServerUnavailableException;
import dev.mcpgateway.server.domain.UpstreamControl;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.http.WorkerThreads;
import dev.mcpgateway.server.mcp.process.Children;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All MCP servers that the gateway is a client of. Nothing runs before it is needed; an {@link Attachment} is how it is needed.
 * Follows the configuration: a server that was edited is replaced once its calls are done, the others go on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
public final class UpstreamSupervisor implements UpstreamControl, AutoCloseable {
    private static final int LAUNCHERS = 4;
    private static final int MAX_REMOTE_CALLS = 1_024;
    private static final Duration LONGEST_RESTART = Duration.ofSeconds(10);

    private final ChangeLog log;
    private final Children children;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor launcher;
    private final WorkerThreads workers = WorkerThreads.create(MAX_REMOTE_CALLS, "mcp-remote-");
    private final Machinery machinery;
    private final Map<ServerId, SupervisedServer> servers = new ConcurrentHashMap<>();
    private final ChangeLog.Following following;

    /**
     * What the supervisor is told.
     *
     * @param folder where children work and are noted down
     * @param gatewayVersion what servers are told
     * @param environment the gateway's own
     * @param ownProgram what {@code secure-mcp-gateway} is launched as
     * @param allowedCommands those that servers may be launched with
     * @param limits those in force
     * @param dialer connects to remote servers; closed with the supervisor
     */
    public record Options(
            WorkFolder folder,
            String gatewayVersion,
            Map<String, String> environment,
            List<String> ownProgram,
            AllowedCommands allowedCommands,
            Supplier<Limits> limits,
            Dialer dialer) {
        /** With remote servers on this machine and on the public Internet. */
        public Options(
                WorkFolder folder,
                String gatewayVersion,
                Map<String, String> environment,
                List<String> ownProgram,
                AllowedCommands allowedCommands,
                Supplier<Limits> limits) {
            this(
                    folder,
                    gatewayVersion,
                    environment,
                    ownProgram,
                    allowedCommands,
                    limits,
                    Dialer.ofSystem(() -> false));
        }
    }

    public UpstreamSupervisor(ChangeLog log, Options options, Clock clock, RandomGenerator random) {
        this.log = log;
        this.children = new Children(options.folder().records());
        this.timer = new ScheduledThreadPoolExecutor(1, daemon("mcp-timer"));
        timer.setRemoveOnCancelPolicy(true);
        this.launcher = new ThreadPoolExecutor(
                LAUNCHERS, LAUNCHERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon("mcp-launcher"));
        launcher.allowCoreThreadTimeOut(true);
        this.machinery = new Machinery(
                children,
                new LaunchRules(options.environment(), options.ownProgram(), options.allowedCommands()),
                new Handshake(options.gatewayVersion()),
                options.folder()::of,
                () -> log.state().settings(),
                options.limits(),
                new AtomicInteger(),
                timer,
                launcher,
                workers,
                options.dialer(),
                clock,
                random);
        children.endLeftovers();
        timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        this.following = log.follow("mcp-configuration", this::follow);
    }

    /**
     * A hold on a server for {@code scope}. Nothing is started yet.
     *
     * @param listener hears what the server sends of its own accord
     */
    public Attachment attach(ServerId id, Scope scope, UpstreamListener listener) {
        SupervisedServer[] found = new SupervisedServer[1];
        Attachment[] attachment = new Attachment[1];
        servers.compute(id, (key, present) -> {
            SupervisedServer server = present == null ? new SupervisedServer(id, definition(id), machinery) : present;
            attachment[0] = server.attach(scope, listener);
            found[0] = server;
            return server;
        });
        // What was committed since the definition was looked up is not missed.
        found[0].redefine(definition(id));
        return attachment[0];
    }

    @Override
    public UpstreamStatus status(McpConfig config, McpServer server) {
        return supervised(new ServerId(config.id(), server.name())).status();
    }

    @Override
    public UpstreamStatus restart(McpConfig config, McpServer server) {
        ServerId id = new ServerId(config.id(), server.name());
        try (Attachment operator = attach(id, Scope.OPERATOR, UpstreamListener.NONE)) {
            SupervisedServer supervised = supervised(id);
            supervised.restart();
            await(supervised.connection(operator), LONGEST_RESTART);
            return supervised.status();
        } catch (UpstreamException failed) {
            return supervised(id).status();
        }
    }

    @Override
    public List<Attributes> tools(McpConfig config, McpServer server) {
        try (Attachment operator =
                attach(new ServerId(config.id(), server.name()), Scope.OPERATOR, UpstreamListener.NONE)) {
            Deadlines deadlines = operator.deadlines();
            return await(
                            operator.list(ListKind.TOOLS),
                            deadlines.startup().plus(deadlines.discovery()).plusSeconds(1))
                    .items()
                    .stream()
                    .map(JsonValues::attributes)
                    .toList();
        } catch (UpstreamException failed) {
            String message = String.valueOf(failed.getMessage());
            throw failed.reason() == Reason.OVERLOADED
                    ? new OverloadedException(message)
                    : new ServerUnavailableException(message);
        }
    }

    /** How many child processes there are, those that are being ended included. */
    public int children() {
        return children.count();
    }

    /** Ends all children; takes at most a few seconds. */
    @Override
    public void close() {
        following.close();
        for (Runnable waiting : launcher.shutdownNow()) {
            ((Start) waiting).refuse();
        }
        servers.values().forEach(SupervisedServer::close);
        children.close();
        timer.shutdownNow();
        workers.close();
        machinery.dialer().close();
    }

    private static <T> T await(CompletableFuture<T> future, Duration longest) {
        try {
            return future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw Failures.cause(failed);
        } catch (TimeoutException slow) {
            throw new UpstreamException(
                    Reason.TIMEOUT, "The server has not started within " + longest.toSeconds() + " s");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(Reason.ENDED, "The gateway is stopping");
        }
    }

    private SupervisedServer supervised(ServerId id) {
        return servers.computeIfAbsent(id, key -> new SupervisedServer(id, definition(id), machinery));
    }

    private @Nullable McpServer definition(ServerId id) {
        return definition(log.state(), id);
    }

    private static @Nullable McpServer definition(GatewayState state, ServerId id) {
        return state.configById(id.config())
                .flatMap(config -> config.server(id.server()))
                .orElse(null);
    }

    private void follow(GatewayState state) {
        servers.forEach((id, server) -> server.redefine(definition(state, id)));
    }

    private void tick() {
        servers.forEach((id, server) -> {
            server.tick();
            servers.computeIfPresent(id, (key, present) -> present.isForgettable() ? null : present);
        });
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
