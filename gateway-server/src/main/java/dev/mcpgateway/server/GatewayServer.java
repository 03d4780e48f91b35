package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.DefaultState.WithUserKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.HealthCheck;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.ServerProperties;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.MalformedHashException;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import dev.mcpgateway.server.mcp.upstream.WorkFolder;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.store.DocumentFiles;
import dev.mcpgateway.server.store.FileChangeLog;
import dev.mcpgateway.server.store.PrivateFile;
import dev.mcpgateway.server.store.ServerFile;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOptions;
import dev.mcpgateway.server.usage.UsageRecords;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A gateway that serves, on the state of a configuration file. */
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(GatewayServer.class.getName());

    private final ServerOptions options;
    private final StoreLocation location;
    private final FileChangeLog log;
    private final UpstreamSupervisor upstreams;
    private final RunningGateway gateway;
    private final @Nullable Secret newUserKey;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GatewayServer(
            ServerOptions options,
            StoreLocation location,
            FileChangeLog log,
            UpstreamSupervisor upstreams,
            RunningGateway gateway,
            @Nullable Secret newUserKey) {
        this.options = options;
        this.location = location;
        this.log = log;
        this.upstreams = upstreams;
        this.gateway = gateway;
        this.newUserKey = newUserKey;
    }

    /**
     * Listens, opens the state, making a default one where there is none, and serves.
     *
     * @throws StoreOpenException when the configuration file cannot be used; nothing is overwritten then
     * @throws java.net.BindException when the port is taken; {@link McpPortTakenException} when it is that of the clients
     * @throws IOException when the address cannot be listened on
     */
    public static GatewayServer start(ServerOptions options) throws StoreOpenException, IOException {
        ServerProperties.apply();
        Assembly assembly = new Assembly(Clock.systemUTC(), new SecureRandom(), Argon2Parameters.DEFAULT);
        StoreLocation location = StoreLocation.of(options.configFile());
        Metrics metrics = new Metrics();
        LiveSettings settings = new LiveSettings(options.settings());
        RunningGateway gateway = assembly.listen(options, settings, metrics, System.err);
        AtomicReference<@Nullable Secret> newUserKey = new AtomicReference<>();
        FileChangeLog log;
        try {
            log = StoreAccess.open(
                    location, assembly.keys(), () -> freshState(assembly, newUserKey), StoreOptions.forServer());
        } catch (StoreOpenException | RuntimeException failure) {
            gateway.close();
            throw failure;
        }
        warnOfAdminKey(log.state().settings().adminKey());
        settings.follow(log);
        UpstreamSupervisor upstreams =
                assembly.upstreams(settings, log, new WorkFolder(location.workFolder(), location.childRecords()));
        Secret token = assembly.keys().mintAdminKey();
        UsageTracking usage = assembly.track(log, PrivateFile.usage(location), settings);
        gateway.serve(assembly.services(
                options,
                settings,
                location.file().toString(),
                log,
                new DocumentFiles(location, () -> settings.get().allowPaths()),
                usage,
                new LocalCaller(token, InetAddress.getByName(options.host())),
                metrics,
                upstreams,
                upstreams));
        writeServerFile(location, gateway, token);
        assembly.warmUp();
        return new GatewayServer(options, location, log, upstreams, gateway, newUserKey.get());
    }

    /** Without it commands are turned away for as long as this server runs; that is no reason not to serve. */
    private static void writeServerFile(StoreLocation location, RunningGateway gateway, Secret token) {
        try {
            ServerFile.ofThisProcess(gateway.localUrl(), gateway.localMcpUrl(), token)
                    .write(location);
        } catch (IOException failure) {
            LOG.log(
                    Level.WARNING,
                    location.serverFile() + " could not be written: commands cannot use this server",
                    failure);
        }
    }

    private static void warnOfAdminKey(@Nullable Secret key) {
        if (key == null) {
            LOG.log(Level.WARNING, "no admin_apikey is configured: the admin API refuses everybody");
        } else if (KeyHasher.isHash(key.reveal())) {
            try {
                KeyHasher.parametersOf(key.reveal());
            } catch (MalformedHashException malformed) {
                LOG.log(Level.WARNING, "the admin_apikey begins like an Argon2id hash and is none: it opens nothing");
            }
        } else if (key.length() < HealthCheck.SHORTEST_ADMIN_KEY) {
            LOG.log(Level.WARNING, "the admin_apikey has fewer than " + HealthCheck.SHORTEST_ADMIN_KEY + " characters");
        }
    }

    private static GatewayState freshState(Assembly assembly, AtomicReference<@Nullable Secret> newUserKey) {
        WithUserKey fresh = assembly.defaultState().createWithUserKey();
        newUserKey.set(fresh.userKey());
        return fresh.state();
    }

    /** Where the gateway is reached from this machine. */
    public URI url() {
        return gateway.url();
    }

    /** Where {@code /mcp} and {@code /v1} are reached from this machine: the same, or another port. */
    public URI mcpUrl() {
        return gateway.mcpUrl();
    }

    public int port() {
        return gateway.port();
    }

    public Path configFile() {
        return location.file();
    }

    /** Whether it is reached from this machine alone. */
    public boolean isLoopback() {
        return RunningGateway.isLoopback(options.host());
    }

    /** The key of the default user where this start made the configuration file; nothing else knows it. */
    public Optional<Secret> newUserKey() {
        return Optional.ofNullable(newUserKey);
    }

    /** What it remembers of its keys' use. */
    UsageRecords usage() {
        return gateway.usage().records();
    }

    /** Lets requests under way end, brings the configuration file up to date and releases it. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            // Another server may have the file by now.
            return;
        }
        ServerFile.remove(location);
        gateway.close();
        upstreams.close();
        log.close();
    }
}
