package dev.mcpgateway.server.domain;

import java.util.List;

/** What an administrator sees and does of the servers of configurations as they run. */
public interface UpstreamControl {
    UpstreamStatus status(McpConfig config, McpServer server);

    /** Ends what runs of {@code server}, forgets its failures and starts it, and says what came of it within a few seconds. */
    UpstreamStatus restart(McpConfig config, McpServer server);

    /**
     * The tools that {@code server} offers, as it describes them; it is started where it does not run.
     *
     * @throws ServerUnavailableException when it does not start or does not say
     * @throws OverloadedException when too many servers run
     */
    List<Attributes> tools(McpConfig config, McpServer server);
}
