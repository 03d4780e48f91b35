package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.model.RemovedServers;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerItem;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.ServerStatus;
import dev.mcpgateway.client.model.ServerTool;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** As {@link ServersApi}, with a future for every result. */
public interface ServersAsyncApi extends AsyncSender {

    /** As {@link ServersApi#listServers(String)}. */
    default CompletableFuture<List<ServerItem>> listServers(String config) {
        return call(ServerCalls.listServers(config));
    }

    /** As {@link ServersApi#listServers(String, PageRequest)}. */
    default CompletableFuture<Page<ServerItem>> listServers(String config, PageRequest page) {
        return call(ServerCalls.listServers(config, page));
    }

    /** As {@link ServersApi#addServer(String, String, ServerSettings)}. */
    default CompletableFuture<ServerDetails> addServer(String config, String serverName, ServerSettings settings) {
        return call(ServerCalls.addServer(config, serverName, settings));
    }

    /** As {@link ServersApi#getServer(String, String)}. */
    default CompletableFuture<ServerDetails> getServer(String config, String server) {
        return call(ServerCalls.getServer(config, server));
    }

    /** As {@link ServersApi#getServer(String, String, boolean)}. */
    default CompletableFuture<ServerDetails> getServer(String config, String server, boolean reveal) {
        return call(ServerCalls.getServer(config, server, reveal));
    }

    /** As {@link ServersApi#updateServer(String, String, ServerSettings)}. */
    default CompletableFuture<ServerDetails> updateServer(String config, String server, ServerSettings settings) {
        return call(ServerCalls.updateServer(config, server, settings));
    }

    /** As {@link ServersApi#removeServer(String, String)}. */
    default CompletableFuture<@Nullable Void> removeServer(String config, String server) {
        return call(ServerCalls.removeServer(config, server));
    }

    /** As {@link ServersApi#removeAllServers(String)}. */
    default CompletableFuture<RemovedServers> removeAllServers(String config) {
        return call(ServerCalls.removeAllServers(config));
    }

    /** As {@link ServersApi#getServerStatus(String, String)}. */
    default CompletableFuture<ServerStatus> getServerStatus(String config, String server) {
        return call(ServerCalls.getServerStatus(config, server));
    }

    /** As {@link ServersApi#restartServer(String, String)}. */
    default CompletableFuture<ServerStatus> restartServer(String config, String server) {
        return call(ServerCalls.restartServer(config, server));
    }

    /** As {@link ServersApi#listServerTools(String, String)}. */
    default CompletableFuture<List<ServerTool>> listServerTools(String config, String server) {
        return call(ServerCalls.listServerTools(config, server));
    }

    /** As {@link ServersApi#listServerTools(String, String, PageRequest)}. */
    default CompletableFuture<Page<ServerTool>> listServerTools(String config, String server, PageRequest page) {
        return call(ServerCalls.listServerTools(config, server, page));
    }
}
