package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.Claim;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A client of the gateway: a session, or a request without one. */
public interface Client {
    /** What it has before it at present. */
    View view();

    /** What it is and can do. */
    Claim claim();

    /** Its hold on a server, which is begun where there is none. */
    Attachment attachment(McpServer server);

    /**
     * Checks a call of a tool before it is made.
     *
     * @param definition of the tool, as its server lists it
     * @throws RelayException with what the call is to be answered instead
     */
    void checkCall(ObjectNode definition, ObjectNode params);

    /** Whether the client takes a server's questions as results and answers them with another request, as later versions have it. */
    boolean answersQuestions();

    /**
     * Asks the client in the middle of a request.
     *
     * @param question a request; its id is of no account
     * @param outlet where it goes
     * @return the client's response, with {@code result} or {@code error}
     */
    CompletableFuture<ObjectNode> ask(ObjectNode question, Consumer<ObjectNode> outlet);

    /** Wants log messages from {@code level} on, of all its servers. */
    void logLevel(String level);

    /** A list that the client was given without all of its servers is more complete now. */
    void listChanged(ListKind kind);
}
