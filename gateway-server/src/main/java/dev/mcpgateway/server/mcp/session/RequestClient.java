package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.relay.Client;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.View;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.Claim;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.LogLevels;
import dev.mcpgateway.server.mcp.upstream.Scope;
import dev.mcpgateway.server.mcp.upstream.ServerRequest;
import dev.mcpgateway.server.mcp.upstream.UpstreamListener;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that says with its request all that is to be known of it, and is gone when that is answered. */
final class RequestClient implements Client, KeyBound, UpstreamListener {
    private final BiConsumer<ObjectNode, ObjectNode> check;
    private final boolean answersQuestions;
    private final Claim claim;
    private final Attachments attachments;
    private volatile View view;
    private volatile KeyHolder holder;
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private volatile @Nullable Exchange exchange;

    /**
     * A client.
     *
     * @param meta what it says of itself
     * @param answersQuestions whether its version answers what a server asks in a result with another request
     * @param check of the definition of a tool and the parameters of its call; throws what is to be answered instead
     */
    RequestClient(
            KeyHolder holder,
            JsonNode meta,
            BiConsumer<ObjectNode, ObjectNode> check,
            boolean answersQuestions,
            UpstreamSupervisor servers) {
        this.check = check;
        this.answersQuestions = answersQuestions;
        this.holder = holder;
        this.view = View.of(holder);
        this.claim = claim(meta);
        // Servers of the earlier versions are told of nothing that this client could not be asked for by them.
        Scope scope = new Scope(null, holder.key().id(), JsonRpc.object());
        this.attachments = new Attachments(id -> servers.attach(id, scope, this));
        if (claim.logLevel() != null) {
            attachments.logLevel(claim.logLevel());
        }
    }

    private static Claim claim(JsonNode meta) {
        ObjectNode capabilities = meta.path(Versions.META + "clientCapabilities") instanceof ObjectNode declared
                ? declared
                : JsonRpc.object();
        ObjectNode info = meta.path(Versions.META + "clientInfo") instanceof ObjectNode given ? given : null;
        String level = meta.path(Versions.META + "logLevel").asText("");
        return new Claim(capabilities, info, LogLevels.isLevel(level) ? level : null);
    }

    /** The request that is answered with what servers send. */
    void begins(Exchange begun) {
        exchange = begun;
    }

    /** What servers asked for in vain: only with sessions can a server ask a client in the middle of a call. */
    List<String> refused() {
        return refused;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public Claim claim() {
        return claim;
    }

    @Override
    public Attachment attachment(McpServer server) {
        return attachments.of(view, server);
    }

    @Override
    public void checkCall(ObjectNode definition, ObjectNode params) {
        check.accept(definition, params);
    }

    @Override
    public boolean answersQuestions() {
        return answersQuestions;
    }

    @Override
    public CompletableFuture<ObjectNode> ask(ObjectNode question, Consumer<ObjectNode> outlet) {
        return CompletableFuture.completedFuture(
                JsonRpc.error(null, JsonRpc.METHOD_NOT_FOUND, "A client without a session cannot be asked"));
    }

    @Override
    public void logLevel(String level) {
        // It is gone with this request.
    }

    @Override
    public void listChanged(ListKind kind) {
        // It has got its answer, and hears nothing after it.
    }

    @Override
    public void notification(ObjectNode message) {
        Exchange begun = exchange;
        boolean isWanted = !JsonRpc.method(message).equals("notifications/message") || claim.logLevel() != null;
        if (begun != null && isWanted && !JsonRpc.method(message).endsWith("/list_changed")) {
            begun.send(message);
        }
    }

    @Override
    public void request(ServerRequest request) {
        String method = JsonRpc.method(request.message());
        refused.add(method);
        request.refuse(JsonRpc.METHOD_NOT_FOUND, "The client cannot be asked in the middle of a request: " + method);
    }

    @Override
    public KeyHolder holder() {
        return holder;
    }

    @Override
    public synchronized void follow(KeyHolder now) {
        if (now.state().seq() >= holder.state().seq()) {
            holder = now;
            view = View.of(now);
        }
    }

    @Override
    public void keyEnded() {
        Exchange begun = exchange;
        if (begun != null) {
            begun.end("The key may not be used any more");
        }
    }

    void close() {
        attachments.close();
    }
}
