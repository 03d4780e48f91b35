package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection to an MCP server, past the handshake. Several callers share it: ids and progress tokens are its own. */
public sealed interface Upstream permits StdioUpstream, RemoteUpstream {
    /** What the server said of itself, as the result of {@code initialize}: version, capabilities, its own description, instructions. */
    ObjectNode initialized();

    /** The generation of the protocol that is spoken with it. */
    Era era();

    /** Sends a request; {@code params} is not changed. */
    UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options);

    /** As {@link #call(String, ObjectNode, CallOptions)}, for {@code caller}, who hears what can be told to belong to the call. */
    default UpstreamCall call(String method, @Nullable ObjectNode params, CallOptions options, Attachment caller) {
        return call(method, params, options);
    }

    /** Sends a notification, if the server takes it. */
    void notify(String method, @Nullable ObjectNode params);

    /** How many calls it is working on. */
    int callsUnderWay();

    /** Of the process at the other end, where there is one on this machine. */
    OptionalLong pid();

    /** The last lines it wrote for people, without secrets; the oldest first. */
    List<String> recentErrors();

    /** Why it is over, in words that follow the server's name, as soon as it is. */
    CompletableFuture<String> ended();

    /** Done when nothing of it is left. */
    CompletableFuture<Void> gone();

    /** Ends it, and gives {@link #gone}. */
    CompletableFuture<Void> stop();
}
