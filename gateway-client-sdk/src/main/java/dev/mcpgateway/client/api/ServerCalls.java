package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.RemovedServers;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerItem;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.ServerStatus;
import dev.mcpgateway.client.model.ServerTool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of {@link ServersApi} and {@link ServersAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class ServerCalls {
    private ServerCalls() {}

    /** Of {@link ServersApi#listServers(String)}. */
    public static Call<List<ServerItem>> listServers(String config) {
        return PreparedCall.get("listServers", "/api/v1/configs/{config_identifier}/servers", config)
                .lists(ServerItem.class);
    }

    /** Of {@link ServersApi#listServers(String, PageRequest)}. */
    public static Call<Page<ServerItem>> listServers(String config, PageRequest page) {
        return PreparedCall.get("listServers", "/api/v1/configs/{config_identifier}/servers", config)
                .page(page)
                .pages(ServerItem.class);
    }

    /** Of {@link ServersApi#addServer(String, String, ServerSettings)}. */
    public static Call<ServerDetails> addServer(String config, String serverName, ServerSettings settings) {
        return PreparedCall.post("addServer", "/api/v1/configs/{config_identifier}/servers", config)
                .field("server_name", serverName)
                .fields(settings)
                .answers(ServerDetails.class);
    }

    /** Of {@link ServersApi#getServer(String, String)}. */
    public static Call<ServerDetails> getServer(String config, String server) {
        return PreparedCall.get(
                        "getServer", "/api/v1/configs/{config_identifier}/servers/{server_name}", config, server)
                .answers(ServerDetails.class);
    }

    /** Of {@link ServersApi#getServer(String, String, boolean)}. */
    public static Call<ServerDetails> getServer(String config, String server, boolean reveal) {
        return PreparedCall.get(
                        "getServer", "/api/v1/configs/{config_identifier}/servers/{server_name}", config, server)
                .queryIf(reveal, "reveal", "true")
                .answers(ServerDetails.class);
    }

    /** Of {@link ServersApi#updateServer(String, String, ServerSettings)}. */
    public static Call<ServerDetails> updateServer(String config, String server, ServerSettings settings) {
        return PreparedCall.put(
                        "updateServer", "/api/v1/configs/{config_identifier}/servers/{server_name}", config, server)
                .fields(settings)
                .answers(ServerDetails.class);
    }

    /** Of {@link ServersApi#removeServer(String, String)}. */
    public static Call<@Nullable Void> removeServer(String config, String server) {
        return PreparedCall.delete(
                        "removeServer", "/api/v1/configs/{config_identifier}/servers/{server_name}", config, server)
                .confirms();
    }

    /** Of {@link ServersApi#removeAllServers(String)}. */
    public static Call<RemovedServers> removeAllServers(String config) {
        return PreparedCall.delete("removeAllServers", "/api/v1/configs/{config_identifier}/servers", config)
                .answers(RemovedServers.class);
    }

    /** Of {@link ServersApi#getServerStatus(String, String)}. */
    public static Call<ServerStatus> getServerStatus(String config, String server) {
        return PreparedCall.get(
                        "getServerStatus",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/status",
                        config,
                        server)
                .answers(ServerStatus.class);
    }

    /** Of {@link ServersApi#restartServer(String, String)}. */
    public static Call<ServerStatus> restartServer(String config, String server) {
        return PreparedCall.post(
                        "restartServer",
                        "/api/v1/configs/{config_identifier}/servers/{server_name}/restart",
                        config,
                        server)
                .answers(ServerStatus.class);
    }

    /** Of {@link ServersApi#listServerTools(String, String)}. */
    public static Call<List<ServerTool>> listServerTools(String config, String server) {
        return toolsOf(config, server).lists(ServerTool.class);
    }

    /** Of {@link ServersApi#listServerTools(String, String, PageRequest)}. */
    public static Call<Page<ServerTool>> listServerTools(String config, String server, PageRequest page) {
        return toolsOf(config, server).page(page).pages(ServerTool.class);
    }

    private static PreparedCall.Draft toolsOf(String config, String server) {
        return PreparedCall.get(
                "listServerTools", "/api/v1/configs/{config_identifier}/servers/{server_name}/tools", config, server);
    }
}
