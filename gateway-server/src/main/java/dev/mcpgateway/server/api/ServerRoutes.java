package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.References.ConfigReference;
import dev.mcpgateway.server.api.References.ServerReference;
import dev.mcpgateway.server.api.References.ServerView;
import dev.mcpgateway.server.api.ServerViews.ServerDetails;
import dev.mcpgateway.server.api.ServerViews.ServerItem;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.ServerService;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on the servers of a configuration. */
final class ServerRoutes {
    private static final String PATH = "/api/v1/configs/{config_identifier}/servers";
    private static final String ONE = PATH + "/{server_name}";

    private final ChangeLog log;
    private final ServerService service;
    private final ServerViews views;

    ServerRoutes(ChangeLog log, ServerService service, ServerViews views) {
        this.log = log;
        this.service = service;
        this.views = views;
    }

    record AddServer(
            String configIdentifier,
            @Required String serverName,
            @Nullable String serverCommand,
            @Nullable List<String> args,
            @Nullable Map<String, Secret> env,
            @Nullable Attributes tools,
            @Nullable String description,
            @Nullable ObjectNode inputGuardrailsPolicy,
            @Nullable ObjectNode outputGuardrailsPolicy,
            @Nullable ObjectNode toolGuardrailsPolicy,
            @Nullable String url,
            @Nullable Map<String, Secret> headers,
            @Nullable Boolean enableServerInfoValidation,
            @Nullable Attributes oauthConfig,
            McpServer.@Nullable Sharing sharing,
            @Nullable Attributes timeouts) {}

    record UpdateServer(
            String configIdentifier,
            String serverName,
            Field<String> serverCommand,
            Field<List<String>> args,
            Field<Map<String, Secret>> env,
            Field<Attributes> tools,
            Field<String> description,
            Field<ObjectNode> inputGuardrailsPolicy,
            Field<ObjectNode> outputGuardrailsPolicy,
            Field<ObjectNode> toolGuardrailsPolicy,
            Field<String> url,
            Field<Map<String, Secret>> headers,
            Field<Boolean> enableServerInfoValidation,
            Field<Attributes> oauthConfig,
            Field<McpServer.Sharing> sharing,
            Field<Attributes> timeouts) {}

    @SchemaName("RemovedServers")
    record Removed(int removed) {}

    static final Operation<ConfigReference, Listing<ServerItem>> LIST_SERVERS = Operation.get(
                    PATH, ConfigReference.class)
            .id(Tag.SERVERS, "listServers")
            .doc("List the servers of a configuration", "In the order in which they were added.")
            .role(Role.ADMIN)
            .userKeys(Scope.CONFIGS_READ)
            .command("config list-servers")
            .errors(ErrorCode.CONFIG_NOT_FOUND)
            .lists("Servers retrieved successfully", ServerItem.class);

    static final Operation<AddServer, ServerDetails> ADD_SERVER = Operation.post(PATH, AddServer.class)
            .id(Tag.SERVERS, "addServer")
            .doc(
                    "Add a server",
                    "A child process (`server_command`, `args`, `env`) or a remote server (`url`, `headers`). The"
                            + " command is launched as given, never through a shell.")
            .role(Role.ADMIN)
            .command("config add-server")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_ALREADY_EXISTS)
            .created()
            .answers("Server added successfully", ServerDetails.class);

    static final Operation<ServerView, ServerDetails> GET_SERVER = Operation.get(ONE, ServerView.class)
            .id(Tag.SERVERS, "getServer")
            .doc("Get a server", "Values of `env`, `headers` and other secrets are masked unless `reveal` is true.")
            .role(Role.ADMIN)
            .command("config get-server")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND)
            .tagged()
            .showsStateAlone()
            .answers("Server details retrieved successfully", ServerDetails.class);

    static final Operation<UpdateServer, ServerDetails> UPDATE_SERVER = Operation.put(ONE, UpdateServer.class)
            .id(Tag.SERVERS, "updateServer")
            .doc(
                    "Update a server",
                    "Changes what is given and keeps the rest; null, `\"\"`, `[]` or `{}` clears a field. `env` and"
                            + " `headers` are replaced as a whole; a value that is the mask `********` keeps the stored"
                            + " one.")
            .role(Role.ADMIN)
            .command("config update-server")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND)
            .honoursIfMatch()
            .tagged()
            .answers("Server updated successfully", ServerDetails.class);

    static final Operation<ServerReference, Operation.None> REMOVE_SERVER = Operation.delete(ONE, ServerReference.class)
            .id(Tag.SERVERS, "removeServer")
            .doc("Remove a server", "Takes it out of the configuration, and so out of every project that uses it.")
            .role(Role.ADMIN)
            .command("config remove-server")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.SERVER_NOT_FOUND)
            .honoursIfMatch()
            .confirms("Server removed successfully");

    static final Operation<ConfigReference, Removed> REMOVE_ALL_SERVERS = Operation.delete(PATH, ConfigReference.class)
            .id(Tag.SERVERS, "removeAllServers")
            .doc("Remove all servers", "Empties the configuration and says how many servers it had.")
            .role(Role.ADMIN)
            .command("config remove-all-servers")
            .errors(ErrorCode.CONFIG_NOT_FOUND)
            .honoursIfMatch()
            .answers("All servers removed successfully", Removed.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                LIST_SERVERS.handledBy(this::list),
                ADD_SERVER.handledBy(this::add),
                GET_SERVER.handledBy(this::get),
                UPDATE_SERVER.handledBy(this::update),
                REMOVE_SERVER.handledBy(this::remove),
                REMOVE_ALL_SERVERS.handledBy(
                        (in, call) -> new Removed(service.removeAll(in.configIdentifier(), call.precondition()))));
    }

    private Listing<ServerItem> list(ConfigReference in, Call call) {
        List<McpServer> servers = call.state().config(in.configIdentifier()).servers();
        return call.page()
                .of(servers, McpServer::createdAt, McpServer::name)
                .map(call.isWithUserKey() ? ServerItem::ofKeyHolder : ServerItem::of);
    }

    private ServerDetails add(AddServer in, Call call) {
        return details(service.add(in.configIdentifier(), ServerRequests.added(in)));
    }

    private ServerDetails get(ServerView in, Call call) {
        GatewayState state = log.state();
        McpConfig config = state.config(in.configIdentifier());
        return views.details(state, ServerService.require(config, in.serverName()), Boolean.TRUE.equals(in.reveal()));
    }

    private ServerDetails update(UpdateServer in, Call call) {
        return details(service.update(
                in.configIdentifier(),
                in.serverName(),
                stored -> ServerRequests.updated(stored, in),
                call.precondition()));
    }

    private Operation.None remove(ServerReference in, Call call) {
        service.remove(in.configIdentifier(), in.serverName(), call.precondition());
        return new Operation.None();
    }

    private ServerDetails details(Committed<McpServer> committed) {
        return views.details(committed.state(), committed.result(), false);
    }
}
