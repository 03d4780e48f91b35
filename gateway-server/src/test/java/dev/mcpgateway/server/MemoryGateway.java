package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.http.ServerProperties;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.UserKeys;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import dev.mcpgateway.server.mcp.upstream.WorkFolder;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.testing.FixedUpstreams;
import dev.mcpgateway.server.usage.UsageRecords;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A gateway in memory of which a test chooses everything that is not the same at each run; its assembly is open to this package alone. */
public final class MemoryGateway implements AutoCloseable {
    /** The cheapest hash there is: tests make many keys. */
    private static final Argon2Parameters CHEAP = new Argon2Parameters(8, 1, 1);

    private final ChangeLog log;
    private final WorkFolder folder;
    private final UpstreamSupervisor servers;
    private final RunningGateway gateway;

    private MemoryGateway(ChangeLog log, WorkFolder folder, UpstreamSupervisor servers, RunningGateway gateway) {
        this.log = log;
        this.folder = folder;
        this.servers = servers;
        this.gateway = gateway;
    }

    /**
     * Starts one.
     *
     * @param initial makes the state it begins with out of the default state
     * @param logOf makes the log that begins with a state
     * @param isReady whether it serves; else it listens, as while the state is being opened
     * @param logOut where access log lines go
     */
    public static MemoryGateway start(
            Clock clock,
            SecureRandom random,
            BiFunction<GatewayState, UserKeys, GatewayState> initial,
            Function<GatewayState, ? extends ChangeLog> logOf,
            boolean isReady,
            ExchangeFiles files,
            List<String> corsOrigins,
            PrintStream logOut) {
        ServerProperties.apply();
        Assembly assembly = new Assembly(clock, random, CHEAP);
        ChangeLog log = logOf.apply(initial.apply(assembly.defaultState().create(), assembly.keys()));
        ServerOptions options = new ServerOptions(
                Path.of("memory"),
                "127.0.0.1",
                0,
                GivenSettings.NONE.withCorsOrigins(corsOrigins).withAccessLog(AccessLogLevel.ALL));
        WorkFolder folder = WorkFolder.temporary();
        UpstreamSupervisor servers = assembly.upstreams(new LiveSettings(options.settings()), log, folder);
        try {
            RunningGateway gateway = isReady
                    ? assembly.start(options, "memory", log, files, new FixedUpstreams(), servers, logOut)
                    : assembly.listen(options, new LiveSettings(options.settings()), new Metrics(), logOut);
            return new MemoryGateway(log, folder, servers, gateway);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI url() {
        return gateway.url();
    }

    public ChangeLog log() {
        return log;
    }

    /** What it remembers of its keys' use. */
    public UsageRecords usage() {
        return gateway.usage().records();
    }

    /** Turns requests away, as at the beginning of {@link #close}. */
    public void turnAway() {
        gateway.turnAway();
    }

    @Override
    public void close() {
        gateway.close();
        servers.close();
        folder.delete();
        log.close();
    }
}
