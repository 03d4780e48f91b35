package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.relay.View;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.ServerId;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The hold of a session on servers, begun with the first request for each. */
final class Attachments {
    private final Function<ServerId, Attachment> attach;
    private final Map<ServerId, Attachment> held = new HashMap<>();
    private @Nullable String logLevel;
    private boolean isClosed;

    /** @param attach begins to hold a server */
    Attachments(Function<ServerId, Attachment> attach) {
        this.attach = attach;
    }

    /** @throws UpstreamException where the session has ended or has not got the server any more */
    synchronized Attachment of(View view, McpServer server) {
        McpConfig config = view.config();
        if (isClosed || config == null) {
            throw new UpstreamException(Reason.ENDED, isClosed ? "The session has ended" : "There are no servers");
        }
        return of(new ServerId(config.id(), server.name()));
    }

    private Attachment of(ServerId id) {
        Attachment present = held.get(id);
        if (present != null) {
            return present;
        }
        Attachment begun = attach.apply(id);
        held.put(id, begun);
        if (logLevel != null) {
            begun.logLevel(logLevel);
        }
        return begun;
    }

    /** From now on log messages are wanted from {@code level} on, also of servers that are added later. */
    synchronized void logLevel(String level) {
        logLevel = level;
        held.values().forEach(attachment -> attachment.logLevel(level));
    }

    /** From which on log messages are wanted; null while the client has not said. */
    synchronized @Nullable String logLevel() {
        return logLevel;
    }

    /** Tells all servers that run. */
    synchronized void notifyServers(String method, @Nullable ObjectNode params) {
        held.values().forEach(attachment -> attachment.notify(method, params));
    }

    /** Lets go of servers that are not in {@code view} any more. */
    synchronized void retain(View view) {
        McpConfig config = view.config();
        held.entrySet().removeIf(entry -> {
            ServerId id = entry.getKey();
            boolean isGone = config == null
                    || !config.id().equals(id.config())
                    || config.server(id.server()).isEmpty();
            if (isGone) {
                entry.getValue().close();
            }
            return isGone;
        });
    }

    synchronized void close() {
        isClosed = true;
        List.copyOf(held.values()).forEach(Attachment::close);
        held.clear();
    }
}
