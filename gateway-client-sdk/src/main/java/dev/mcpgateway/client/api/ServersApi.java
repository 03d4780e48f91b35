package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.RemovedServers;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerItem;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.ServerStatus;
import dev.mcpgateway.client.model.ServerTool;
import java.util.List;

/** The operations on the servers of a configuration. */
public interface ServersApi extends Sender {

    /**
     * Lists the servers of a configuration. In the order in which they were added.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<ServerItem> listServers(String config) {
        return send(ServerCalls.listServers(config)).value();
    }

    /**
     * Lists the servers of a configuration. In the order in which they were added. One part of the list; see {@link Page#stream}.
     *
     * @param config the configuration's id or name
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<ServerItem> listServers(String config, PageRequest page) {
        return send(ServerCalls.listServers(config, page)).value();
    }

    /**
     * Adds a server. A child process ({@code server_command}, {@code args}, {@code env}) or a remote server ({@code url}, {@code headers}). The command is launched as given, never through a shell.
     *
     * @param config the configuration's id or name
     * @param serverName the name: 1 to 128 characters, unique in its configuration
     * @param settings how it is reached and treated
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ServerDetails addServer(String config, String serverName, ServerSettings settings) {
        return send(ServerCalls.addServer(config, serverName, settings)).value();
    }

    /**
     * Gets a server. Values of {@code env}, {@code headers} and other secrets are masked unless {@code reveal} is true.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ServerDetails getServer(String config, String server) {
        return send(ServerCalls.getServer(config, server)).value();
    }

    /**
     * Gets a server. Values of {@code env}, {@code headers} and other secrets are masked unless {@code reveal} is true.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param reveal whether secrets are shown in place of their mask
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ServerDetails getServer(String config, String server, boolean reveal) {
        return send(ServerCalls.getServer(config, server, reveal)).value();
    }

    /**
     * Updates a server. Changes what is given and keeps the rest; null, {@code ""}, {@code []} or {@code {}} clears a field. {@code env} and {@code headers} are replaced as a whole; a value that is the mask {@code ********} keeps the stored one.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param settings what to change
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ServerDetails updateServer(String config, String server, ServerSettings settings) {
        return send(ServerCalls.updateServer(config, server, settings)).value();
    }

    /**
     * Removes a server. Takes it out of the configuration, and so out of every project that uses it.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default void removeServer(String config, String server) {
        send(ServerCalls.removeServer(config, server));
    }

    /**
     * Removes all servers. Empties the configuration and says how many servers it had.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default RemovedServers removeAllServers(String config) {
        return send(ServerCalls.removeAllServers(config)).value();
    }

    /**
     * Gets how a server does. Whether its process runs, since when, and what went wrong last. Asking starts nothing. Secrets that the server was given are masked.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ServerStatus getServerStatus(String config, String server) {
        return send(ServerCalls.getServerStatus(config, server)).value();
    }

    /**
     * Restarts a server. Ends its processes, calls under way included, forgets its failures and starts it. Answers when it is ready or has failed, after ten seconds at the latest.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ServerStatus restartServer(String config, String server) {
        return send(ServerCalls.restartServer(config, server)).value();
    }

    /**
     * Lists the tools of a server. As the server defines them, in the order of their names; it is started where it does not run.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ServerException if the server does not start or does not answer
     */
    default List<ServerTool> listServerTools(String config, String server) {
        return send(ServerCalls.listServerTools(config, server)).value();
    }

    /**
     * Lists the tools of a server. As the server defines them, in the order of their names; it is started where it does not run. One part of the list; see {@link Page#stream}.
     *
     * @param config the configuration's id or name
     * @param server the server's name
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ServerException if the server does not start or does not answer
     */
    default Page<ServerTool> listServerTools(String config, String server, PageRequest page) {
        return send(ServerCalls.listServerTools(config, server, page)).value();
    }
}
