package dev.mcpgateway.server;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.openapi.OpenApiDocument;
import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.CompanionFile;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.Ids;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.UpstreamControl;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.keys.AdminAuthenticator;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.FailureThrottle;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyFormat;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyVerifier;
import dev.mcpgateway.server.keys.RateLimiter;
import dev.mcpgateway.server.keys.RequestSignatures;
import dev.mcpgateway.server.keys.StrongerHashes;
import dev.mcpgateway.server.keys.UserKeys;
import dev.mcpgateway.server.mcp.KeyDoor;
import dev.mcpgateway.server.mcp.McpEndpoint;
import dev.mcpgateway.server.mcp.McpMetrics;
import dev.mcpgateway.server.mcp.OriginPolicy;
import dev.mcpgateway.server.mcp.relay.Relay;
import dev.mcpgateway.server.mcp.session.Sessions;
import dev.mcpgateway.server.mcp.session.Transports;
import dev.mcpgateway.server.mcp.upstream.Limits;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import dev.mcpgateway.server.mcp.upstream.WorkFolder;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import dev.mcpgateway.server.model.ModelEndpoint;
import dev.mcpgateway.server.ops.AccessLog;
import dev.mcpgateway.server.ops.ClientAddress;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.usage.UsageFile;
import dev.mcpgateway.server.usage.UsageRecords;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a gateway together; the clock, the randomness and the cost of hashing come from outside. */
final class Assembly {
    private final Clock clock;
    private final SecureRandom random;
    private final KeyHasher hasher;
    private final KeyVerifier verifier;
    private final Timestamps timestamps;
    private final Ids ids;
    private final UserKeys keys;

    Assembly(Clock clock, SecureRandom random, Argon2Parameters hashing) {
        this.clock = clock;
        this.random = random;
        this.hasher = new KeyHasher(hashing, random);
        this.verifier = new KeyVerifier(hasher, random);
        this.timestamps = new Timestamps(clock);
        this.ids = new Ids(random);
        this.keys = new UserKeys(random, hasher);
    }

    UserKeys keys() {
        return keys;
    }

    DefaultState defaultState() {
        return new DefaultState(keys, ids, timestamps);
    }

    /** The first Argon2id of a process is slow; it is done before somebody waits for it. */
    void warmUp() {
        Thread thread = new Thread(hasher::warmUp, "gateway-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Listens and serves {@code log}.
     *
     * @param upstreams what the admin API says of servers
     * @param servers what clients are connected to
     */
    RunningGateway start(
            ServerOptions options,
            String configPath,
            ChangeLog log,
            ExchangeFiles files,
            UpstreamControl upstreams,
            UpstreamSupervisor servers,
            PrintStream logOut)
            throws IOException {
        Metrics metrics = new Metrics();
        LiveSettings settings = new LiveSettings(options.settings());
        RunningGateway gateway = listen(options, settings, metrics, logOut);
        settings.follow(log);
        UsageTracking usage = track(log, null, settings);
        gateway.serve(services(
                options, settings, configPath, log, files, usage, request -> false, metrics, upstreams, servers));
        return gateway;
    }

    /**
     * Begins to count what keys are used for, and to look at alerts.
     *
     * @param file where that is kept; null for in memory alone
     */
    UsageTracking track(ChangeLog log, @Nullable CompanionFile file, Supplier<GatewaySettings> settings) {
        return UsageTracking.start(log, file, settings, timestamps, clock);
    }

    /** What a file has of the keys' use, to be looked at and not to be added to. */
    UsageRecords usageIn(CompanionFile file) {
        UsageRecords records = UsageRecords.empty(clock);
        new UsageFile(file, records).load();
        return records;
    }

    /** The servers of the configurations in {@code log}, none of which runs yet. */
    UpstreamSupervisor upstreams(Supplier<GatewaySettings> settings, ChangeLog log, WorkFolder folder) {
        return new UpstreamSupervisor(
                log,
                new UpstreamSupervisor.Options(
                        folder,
                        GatewayVersion.current(),
                        System.getenv(),
                        OwnProgram.command(),
                        new AllowedCommands(() -> settings.get().allowedCommands()),
                        () -> new Limits(
                                settings.get().maxChildrenPerServer(),
                                settings.get().maxChildren()),
                        dialer(settings)),
                clock,
                random);
    }

    private static Dialer dialer(Supplier<GatewaySettings> settings) {
        return Dialer.ofSystem(() -> settings.get().allowPrivateUpstreams());
    }

    /** What turns failures into answers. */
    ErrorResponder errorResponder() {
        return AdminApi.errorResponder(timestamps);
    }

    /** Listens, and answers that the gateway is starting. */
    RunningGateway listen(
            ServerOptions options, Supplier<GatewaySettings> settings, Metrics metrics, PrintStream logOut)
            throws IOException {
        AccessLog accessLog = new AccessLog(
                () -> settings.get().accessLog(),
                logOut,
                clock,
                new ClientAddress(() -> settings.get().trustedProxies()),
                KeyFormat::mask);
        try {
            return new RunningGateway(options, settings, errorResponder(), metrics, accessLog);
        } catch (IOException failure) {
            accessLog.close();
            throw failure;
        }
    }

    /** All that answers requests on {@code log}; the last two as {@link #start} has them. */
    RunningGateway.Services services(
            ServerOptions options,
            Supplier<GatewaySettings> settings,
            String configPath,
            ChangeLog log,
            ExchangeFiles files,
            UsageTracking usage,
            Predicate<Request> localAdmin,
            Metrics metrics,
            UpstreamControl upstreams,
            UpstreamSupervisor servers) {
        KeyAuthenticator userKeys =
                userKeys(log, settings, keyId -> usage.records().meter().recordAuthFailure(keyId));
        boolean isLoopback = RunningGateway.isLoopback(options.host());
        Sessions sessions = new Sessions(log, servers, userKeys, random);
        McpMetrics mcpMetrics = new McpMetrics(sessions::count, servers::children);
        metrics.add(mcpMetrics::text);
        KeyDoor door = new KeyDoor(
                log::state,
                userKeys,
                () -> usage.records().meter(),
                new ClientAddress(() -> settings.get().trustedProxies())::of,
                () -> settings.get().urlKeys());
        McpEndpoint mcp = new McpEndpoint(new McpEndpoint.Parts(
                () -> new OriginPolicy(
                        settings.get().allowOrigins(), settings.get().allowHosts(), isLoopback),
                door,
                () -> Optional.ofNullable(isLoopback ? settings.get().anonymousKeyId() : null),
                new Transports(sessions, new Relay(), GatewayVersion.current(), () -> settings.get()
                        .sessionless()),
                mcpMetrics));
        ModelEndpoint models = new ModelEndpoint(
                door, () -> settings.get().corsOrigins(), GuardrailEngine.NONE, dialer(settings), sessions.watch());
        AdminApi api = api(settings, configPath, log, files, usage::records, localAdmin, metrics, userKeys, upstreams);
        return new RunningGateway.Services(api, mcp, models, sessions, userKeys, usage);
    }

    /**
     * Tells whose a user key is; to be closed.
     *
     * @param refusedKeys as {@link KeyAuthenticator} has it
     */
    KeyAuthenticator userKeys(ChangeLog log, Supplier<GatewaySettings> settings, Consumer<String> refusedKeys) {
        return new KeyAuthenticator(
                verifier,
                new StrongerHashes(hasher, verifier, log),
                new RequestSignatures(clock::instant, System::nanoTime),
                new RateLimiter(System::nanoTime),
                new FailureThrottle(() -> settings.get().failedAuthPerMinute(), System::nanoTime),
                timestamps::latest,
                () -> settings.get().plans(),
                refusedKeys);
    }

    /** Everything between a request to the admin API and {@code log}. */
    AdminApi api(
            Supplier<GatewaySettings> settings,
            String configPath,
            ChangeLog log,
            ExchangeFiles files,
            Supplier<UsageRecords> usage,
            Predicate<Request> localAdmin,
            Metrics metrics,
            KeyAuthenticator userKeys,
            UpstreamControl upstreams) {
        return new AdminApi(new AdminApi.Parts(
                log,
                timestamps,
                ids,
                keys,
                keys,
                new AdminAuthenticator(verifier),
                userKeys,
                new ClientAddress(() -> settings.get().trustedProxies())::of,
                files,
                GuardrailEngine.NONE,
                upstreams,
                defaultState()::create,
                new AdminApi.About(GatewayVersion.current(), configPath),
                settings,
                usage,
                localAdmin,
                metrics::text,
                operations -> OpenApiDocument.of(operations, GatewayVersion.current())));
    }
}
