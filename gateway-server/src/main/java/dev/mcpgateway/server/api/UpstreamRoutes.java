package dev.mcpgateway.server.api;

import dev.mcpgateway.server.api.References.ServerReference;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.ServerService;
import dev.mcpgateway.server.domain.UpstreamControl;
import dev.mcpgateway.server.domain.UpstreamStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on servers as they run. */
final class UpstreamRoutes {
    private static final String ONE = "/api/v1/configs/{config_identifier}/servers/{server_name}";

    private final ChangeLog log;
    private final UpstreamControl upstreams;

    UpstreamRoutes(ChangeLog log, UpstreamControl upstreams) {
        this.log = log;
        this.upstreams = upstreams;
    }

    record ServerStatus(
            String serverName,

            @Doc(
                    "`stopped` while nobody needs it, `starting`, `ready`, `backoff` between a failure and the next attempt,"
                            + " `failed` when it cannot be launched or failed many times on end.")
            UpstreamStatus.State state,

            Instant since,
            UpstreamStatus.@Nullable Era era,
            @Nullable Attributes serverInfo,
            @Nullable Integer pid,
            int restarts,
            @Nullable String lastError,

            @Doc(value = "How many tools it listed last; null while that is not known.", example = "2") @Nullable
            Integer tools,

            List<String> recentStderr) {
        static ServerStatus of(String server, UpstreamStatus status) {
            return new ServerStatus(
                    server,
                    status.state(),
                    status.since(),
                    status.era(),
                    status.serverInfo(),
                    status.pid(),
                    status.restarts(),
                    status.lastError(),
                    status.tools(),
                    status.recentStderr());
        }
    }

    record ServerTool(
            @Doc(value = "The tool's name, as the server has it.", example = "\"list_repositories\"")
            String name,

            @Doc(value = "What the server says that it does.", example = "\"Lists repositories.\"") @Nullable
            String description,

            Attributes definition) {
        static ServerTool of(Attributes definition) {
            return new ServerTool(
                    String.valueOf(definition.string("name")), definition.string("description"), definition);
        }
    }

    static final Operation<ServerReference, ServerStatus> GET_SERVER_STATUS = Operation.get(
                    ONE + "/status", ServerReference.class)
            .id(Tag.SERVERS, "getServerStatus")
            .doc(
                    "Get how a server does",
                    "Whether its process runs, since when, and what went wrong last. Asking starts nothing. Secrets that the"
                            + " server was given are masked.")
            .role(Role.ADMIN)
            .command("config server-status")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND)
            .answers("Server status retrieved successfully", ServerStatus.class);

    static final Operation<ServerReference, ServerStatus> RESTART_SERVER = Operation.post(
                    ONE + "/restart", ServerReference.class)
            .id(Tag.SERVERS, "restartServer")
            .doc(
                    "Restart a server",
                    "Ends its processes, calls under way included, forgets its failures and starts it. Answers when it is"
                            + " ready or has failed, after ten seconds at the latest.")
            .role(Role.ADMIN)
            .command("config restart-server")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND)
            .answers("Server restarted successfully", ServerStatus.class);

    static final Operation<ServerReference, Listing<ServerTool>> LIST_SERVER_TOOLS = Operation.get(
                    ONE + "/tools", ServerReference.class)
            .id(Tag.SERVERS, "listServerTools")
            .doc(
                    "List the tools of a server",
                    "As the server defines them, in the order of their names; it is started where it does not run.")
            .role(Role.ADMIN)
            .command("config list-server-tools")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND, ErrorCode.SERVER_UNAVAILABLE)
            .lists("Server tools retrieved successfully", ServerTool.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                GET_SERVER_STATUS.handledBy((in, call) -> shown(in, upstreams::status)),
                RESTART_SERVER.handledBy((in, call) -> shown(in, upstreams::restart)),
                LIST_SERVER_TOOLS.handledBy(this::tools));
    }

    /** What is asked or done about a server. */
    @FunctionalInterface
    private interface Question {
        UpstreamStatus about(McpConfig config, McpServer server);
    }

    private ServerStatus shown(ServerReference in, Question question) {
        McpConfig config = log.state().config(in.configIdentifier());
        return ServerStatus.of(in.serverName(), question.about(config, ServerService.require(config, in.serverName())));
    }

    private Listing<ServerTool> tools(ServerReference in, Call call) {
        McpConfig config = log.state().config(in.configIdentifier());
        List<ServerTool> tools = upstreams.tools(config, ServerService.require(config, in.serverName())).stream()
                .map(ServerTool::of)
                .toList();
        return call.page().of(tools, tool -> Instant.EPOCH, ServerTool::name);
    }
}
