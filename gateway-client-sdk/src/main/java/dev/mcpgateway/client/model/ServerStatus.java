package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server of a configuration does.
 *
 * @param serverName the server's name
 * @param state how it does
 * @param since when it came into this state
 * @param era the generation of MCP that it speaks; null while that is not known
 * @param serverInfo what it says of itself; null while it has said nothing
 * @param pid the id of its process, of the one that was ready first where clients have one each; null where there is none
 * @param restarts how often it was started again after it had run
 * @param lastError what went wrong last, without secrets; null where nothing did
 * @param tools how many tools it listed last; null while that is not known
 * @param recentStderr the last lines it wrote to its standard error, the oldest first; the secrets it was given are masked
 */
public record ServerStatus(
        String serverName,
        ServerState state,
        Instant since,
        @Nullable ProtocolEra era,
        @Nullable JsonDocument serverInfo,
        @Nullable Integer pid,
        int restarts,
        @Nullable String lastError,
        @Nullable Integer tools,
        List<String> recentStderr) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ServerStatus {
        Required.field(serverName, "server_name");
        Required.field(state, "state");
        Required.field(since, "since");
        recentStderr = Required.list(recentStderr);
    }
}
