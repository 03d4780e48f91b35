package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.DefaultState.WithUserKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.ServerProperties;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.store.DocumentFiles;
import dev.mcpgateway.server.store.FileChangeLog;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A gateway that serves, on the state of a configuration file. */
public final class GatewayServer implements AutoCloseable {
    private final ServerOptions options;
    private final StoreLocation location;
    private final FileChangeLog log;
    private final RunningGateway gateway;
    private final @Nullable Secret newUserKey;

    private GatewayServer(
            ServerOptions options,
            StoreLocation location,
            FileChangeLog log,
            RunningGateway gateway,
            @Nullable Secret newUserKey) {
        this.options = options;
        this.location = location;
        this.log = log;
        this.gateway = gateway;
        this.newUserKey = newUserKey;
    }

    /**
     * Opens the state, making a default one where there is none, and listens.
     *
     * @throws StoreOpenException when the configuration file cannot be used; nothing is overwritten then
     * @throws java.net.BindException when the port is taken
     * @throws IOException when the address cannot be listened on
     */
    public static GatewayServer start(ServerOptions options) throws StoreOpenException, IOException {
        ServerProperties.apply();
        Assembly assembly = new Assembly(Clock.systemUTC(), new SecureRandom(), Argon2Parameters.DEFAULT);
        StoreLocation location = StoreLocation.of(options.configFile());
        AtomicReference<@Nullable Secret> newUserKey = new AtomicReference<>();
        FileChangeLog log = FileChangeLog.open(
                location, assembly.keys(), () -> freshState(assembly, newUserKey), StoreOptions.forServer());
        RunningGateway gateway;
        try {
            gateway = assembly.start(
                    options,
                    location.file().toString(),
                    log,
                    new DocumentFiles(location, options.allowPaths()),
                    System.err);
        } catch (IOException | RuntimeException failure) {
            log.close();
            throw failure;
        }
        assembly.warmUp();
        return new GatewayServer(options, location, log, gateway, newUserKey.get());
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

    public int port() {
        return gateway.port();
    }

    public Path configFile() {
        return location.file();
    }

    /** Whether the configuration file is the one that is used where none is named. */
    public boolean isStandardFile() {
        return location.file().equals(StoreLocation.standardFile());
    }

    /** Whether it is reached from this machine alone. */
    public boolean isLoopback() {
        return RunningGateway.isLoopback(options.host());
    }

    /** The key of the default user where this start made the configuration file; nothing else knows it. */
    public Optional<Secret> newUserKey() {
        return Optional.ofNullable(newUserKey);
    }

    /** Lets requests under way end, brings the configuration file up to date and releases it. */
    @Override
    public void close() {
        gateway.close();
        log.close();
    }
}
