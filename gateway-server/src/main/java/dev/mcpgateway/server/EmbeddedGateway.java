package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.ServerProperties;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import dev.mcpgateway.server.mcp.upstream.WorkFolder;
import dev.mcpgateway.server.store.MemoryChangeLog;
import dev.mcpgateway.server.store.MemoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;

/**
 * A whole gateway inside another program, for tests: it keeps its state and the files it
 * writes in memory and listens on a free port of the loopback
 * address.
 *
 * <pre>{@code
 * try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
 *     var request = HttpRequest.newBuilder(gateway.url().resolve("/api/v1/configs"))
 *             .header("Authorization", "Bearer " + gateway.adminKey())
 *             .build();
 *     …
 * }
 * }</pre>
 */
public final class EmbeddedGateway implements AutoCloseable {
    private final MemoryChangeLog log;
    private final UpstreamSupervisor upstreams;
    private final WorkFolder folder;
    private final RunningGateway gateway;

    private EmbeddedGateway(
            MemoryChangeLog log, UpstreamSupervisor upstreams, WorkFolder folder, RunningGateway gateway) {
        this.log = log;
        this.upstreams = upstreams;
        this.folder = folder;
        this.gateway = gateway;
    }

    /** Starts one with the default state: a configuration with an echo server, a project and a user, and no key but the admin's. */
    public static EmbeddedGateway start() {
        ServerProperties.apply();
        Assembly assembly = new Assembly(Clock.systemUTC(), new SecureRandom(), Argon2Parameters.DEFAULT);
        MemoryChangeLog log = new MemoryChangeLog(assembly.defaultState().create());
        ServerOptions options = ServerOptions.of(Path.of("memory"));
        LiveSettings settings = new LiveSettings(options.settings());
        settings.follow(log);
        WorkFolder folder = WorkFolder.temporary();
        UpstreamSupervisor upstreams = assembly.upstreams(settings, log, folder);
        try {
            RunningGateway gateway =
                    assembly.start(options, "memory", log, new MemoryFiles(), upstreams, upstreams, System.err);
            return new EmbeddedGateway(log, upstreams, folder, gateway);
        } catch (IOException failure) {
            upstreams.close();
            throw new UncheckedIOException("no port of the loopback address can be listened on", failure);
        }
    }

    /** Where it is reached. */
    public URI url() {
        return gateway.url();
    }

    /** The admin key as it is now, in clear. */
    public String adminKey() {
        GatewayState state = log.state();
        Secret key = Objects.requireNonNull(state.settings().adminKey(), "a restore has left no admin key");
        return key.reveal();
    }

    @Override
    public void close() {
        gateway.close();
        upstreams.close();
        folder.delete();
        log.close();
    }
}
