package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import dev.mcpgateway.server.mcp.process.Launch;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One start of a child, or one connection to a remote server, to the end of the handshake. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class Start implements Runnable {
    private static final Logger LOG = System.getLogger(Start.class.getName());
    private static final int SHORT = 20;

    private final SupervisedServer server;
    private final Slot slot;
    private final McpServer definition;
    private final @Nullable Era known;
    private final CompletableFuture<Upstream> connection;
    private final Machinery with;

    /**
     * A start.
     *
     * @param known the era that the server is of; null where that is to be found out
     * @param connection is completed with what comes of it, through {@code server}
     */
    Start(
            SupervisedServer server,
            Slot slot,
            McpServer definition,
            @Nullable Era known,
            CompletableFuture<Upstream> connection,
            Machinery with) {
        this.server = server;
        this.slot = slot;
        this.definition = definition;
        this.known = known;
        this.connection = connection;
        this.with = with;
    }

    CompletableFuture<Upstream> connection() {
        return connection;
    }

    @Override
    public void run() {
        if (definition.transport() instanceof Stdio stdio) {
            launch(stdio);
        } else {
            connect((Remote) definition.transport());
        }
    }

    private void connect(Remote remote) {
        Deadlines deadlines = server.deadlines();
        RemoteUpstream upstream;
        try {
            CompletableFuture<Upstream> self = connection;
            upstream = new RemoteUpstream(
                    server.label(),
                    remote,
                    slot,
                    with,
                    slot.capabilities(),
                    deadlines,
                    () -> self.thenAccept(renewed -> server.renewed(slot, renewed)),
                    () -> server.turned(slot, self));
        } catch (IllegalArgumentException malformed) {
            fail(new UpstreamException(Reason.NOT_STARTED, server.label() + " has no URL that can be connected to"));
            return;
        } catch (RejectedExecutionException stopping) {
            refuse();
            return;
        }
        upstream.ended().thenAccept(why -> server.ended(slot, connection, upstream, why));
        RemoteOpening opening = new RemoteOpening(upstream, slot.capabilities(), with.handshake(), deadlines.startup());
        (known == Era.LEGACY ? opening.legacy() : opening.probe(deadlines.probe()))
                .whenComplete((ready, failure) -> opened(upstream, failure));
    }

    private void launch(Stdio stdio) {
        StdioUpstream upstream;
        try {
            upstream = launched(stdio);
        } catch (UpstreamException refused) {
            fail(refused);
            return;
        } catch (IOException | RuntimeException failure) {
            LOG.log(Level.WARNING, server.label() + " cannot be launched", failure);
            fail(new UpstreamException(
                    Reason.NOT_STARTED,
                    server.label() + " cannot be started: the system refuses to launch its command"));
            return;
        }
        upstream.ended().thenAccept(why -> server.ended(slot, connection, upstream, why));
        Deadlines deadlines = server.deadlines();
        StdioOpening opening =
                new StdioOpening(upstream, server.label(), slot.capabilities(), with.handshake(), deadlines.startup());
        (known == Era.LEGACY ? opening.initialize() : opening.probe(deadlines.probe()))
                .whenComplete((ready, failure) -> {
                    if (failure != null
                            && known == null
                            && upstream.ended().isDone()
                            && server.isWanted(slot, connection)) {
                        // A server may end itself at a question that it does not know; this one's place goes to the
                        // next.
                        upstream.gone().thenRun(this::initializeAnother);
                    } else {
                        upstream.gone().thenRun(server::gone);
                        opened(upstream, failure);
                    }
                });
    }

    private void opened(Upstream upstream, @Nullable Throwable failure) {
        if (failure == null) {
            server.ready(slot, connection, upstream);
        } else {
            upstream.stop();
            server.notStarted(slot, connection, Failures.cause(failure));
        }
    }

    private void initializeAnother() {
        Start another = new Start(server, slot, definition, Era.LEGACY, connection, with);
        try {
            with.launcher().execute(another);
        } catch (RejectedExecutionException stopping) {
            another.refuse();
        }
    }

    /** Gives up before it has begun, because the gateway is stopping. */
    void refuse() {
        fail(new UpstreamException(Reason.ENDED, "The gateway is stopping"));
    }

    private void fail(UpstreamException failure) {
        if (definition.transport() instanceof Stdio) {
            server.gone();
        }
        server.notStarted(slot, connection, failure);
    }

    private StdioUpstream launched(Stdio stdio) throws IOException {
        Launch launch = with.rules()
                .launch(server.label(), threadName(), stdio, with.directories().apply(server.id()));
        return StdioUpstream.launch(server.label(), launch, slot, with);
    }

    private String threadName() {
        String plain = definition.name().replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.length() > SHORT ? plain.substring(0, SHORT) : plain;
    }
}
