package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.AlertService;
import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.ConfigReview;
import dev.mcpgateway.server.domain.ConfigService;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.HealthCheck;
import dev.mcpgateway.server.domain.Ids;
import dev.mcpgateway.server.domain.KeyMinter;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.ProjectService;
import dev.mcpgateway.server.domain.ServerService;
import dev.mcpgateway.server.domain.SystemService;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.UpstreamControl;
import dev.mcpgateway.server.domain.UserService;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Handler;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Router;
import dev.mcpgateway.server.keys.AdminAuthenticator;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.usage.UsageRecords;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The admin API put together: its operations, and one handler that answers them all. */
public final class AdminApi {
    private final OperationTable table;
    private final Router<BoundEndpoint<?, ?>> router;
    private final ErrorResponder errors;
    private final Handler handler;

    /**
     * What the API is made of.
     *
     * @param upstreams the servers of configurations as they run
     * @param freshState what a reset puts in place of everything
     * @param about what {@code /health} says
     * @param settings the process-wide settings in force
     * @param localAdmin tells that a request is the administrator's who works on the gateway's own machine and file, and so
     *     needs no admin key
     * @param clients the address that a request comes from
     * @param metrics the Prometheus text
     * @param openApi makes the API description of the operations, once
     */
    public record Parts(
            ChangeLog log,
            Timestamps timestamps,
            Ids ids,
            KeyMinter minter,
            ClearKeys clearKeys,
            AdminAuthenticator authenticator,
            KeyAuthenticator userKeys,
            Function<Request, InetAddress> clients,
            ExchangeFiles files,
            GuardrailEngine guardrails,
            UpstreamControl upstreams,
            Supplier<GatewayState> freshState,
            About about,
            Supplier<GatewaySettings> settings,
            Supplier<UsageRecords> usage,
            Predicate<Request> localAdmin,
            Supplier<String> metrics,
            Function<List<Operation<?, ?>>, byte[]> openApi) {}

    /** What {@code /health} says: the gateway's version and where its configuration file is. */
    public record About(String version, String configPath) {}

    public AdminApi(Parts parts) {
        Envelope envelope = new Envelope(parts.timestamps());
        this.errors = errorResponder(parts.timestamps());
        this.table = new OperationTable(resources(parts));
        this.router = table.router();
        this.handler = Handler.chain(
                List.of(new CorsFilter(() -> parts.settings().get().corsOrigins(), router, errors)),
                new ApiHandler(
                        router,
                        parts.log(),
                        new CallerCheck(parts.authenticator(), parts.userKeys(), parts.localAdmin(), parts.clients()),
                        new UserKeyCalls(parts.userKeys(), parts.log()::state, parts.usage(), errors),
                        envelope));
    }

    public List<Operation<?, ?>> operations() {
        return table.operations();
    }

    public Handler handler() {
        return handler;
    }

    /** What turns failures into answers of the API, also while there is no API yet. */
    public static ErrorResponder errorResponder(Timestamps timestamps) {
        return new ErrorRenderer(new Envelope(timestamps));
    }

    /** The operation that {@code request}, which was answered, was for, if it was for one. */
    public static Optional<Operation<?, ?>> operationOf(Request request) {
        return request.route() instanceof Operation<?, ?> operation ? Optional.of(operation) : Optional.empty();
    }

    private List<List<Endpoint<?, ?>>> resources(Parts parts) {
        ChangeLog log = parts.log();
        Timestamps timestamps = parts.timestamps();
        AllowedCommands commands =
                new AllowedCommands(() -> parts.settings().get().allowedCommands());
        ConfigReview review = new ConfigReview(parts.guardrails(), commands);
        Documents documents = new Documents(parts.files(), parts.clearKeys(), timestamps);
        PolicyViews policies = new PolicyViews(parts.guardrails());
        ServerViews serverViews = new ServerViews(policies);
        ConfigViews configViews = new ConfigViews(policies, serverViews);
        ServerService servers = new ServerService(log, timestamps, commands);
        Supplier<Plans> plans = () -> parts.settings().get().plans();
        ApiKeyService keys = new ApiKeyService(log, timestamps, parts.minter(), plans);
        SystemService system = new SystemService(log, timestamps);
        return List.of(
                new HealthRoutes(log, new HealthCheck(review, plans), timestamps, parts.about()).endpoints(),
                new ConfigRoutes(
                                log,
                                new ConfigService(log, timestamps, parts.ids(), commands),
                                configViews,
                                documents,
                                review)
                        .endpoints(),
                new ServerRoutes(log, servers, serverViews).endpoints(),
                new UpstreamRoutes(log, parts.upstreams()).endpoints(),
                new GuardrailRoutes(servers, policies, documents).endpoints(),
                new ProjectRoutes(
                                log,
                                new ProjectService(log, timestamps, parts.ids()),
                                configViews,
                                documents,
                                timestamps)
                        .endpoints(),
                new UserRoutes(log, new UserService(log, timestamps, parts.ids()), keys, timestamps, parts.usage())
                        .endpoints(),
                new KeyIssueRoutes(keys, timestamps, parts.usage()).endpoints(),
                new ApiKeyRoutes(log, keys, timestamps, parts.usage(), parts.userKeys()).endpoints(),
                new UsageRoutes(log, keys, parts.usage()).endpoints(),
                new AlertRoutes(
                                log,
                                new AlertService(log, timestamps, parts.minter(), keys),
                                keys,
                                parts.usage(),
                                parts.settings())
                        .endpoints(),
                new SystemRoutes(log, system, documents, timestamps, parts.freshState(), parts.minter()::mintAdminKey)
                        .endpoints(),
                new SettingsRoutes(log, system).endpoints(),
                new MetaRoutes(parts.metrics(), openApi(parts)).endpoints());
    }

    /** The description is of the finished table, which it is itself in: made at the first call for it. */
    private Supplier<byte[]> openApi(Parts parts) {
        return new Once<>(() -> parts.openApi().apply(operations()));
    }
}
