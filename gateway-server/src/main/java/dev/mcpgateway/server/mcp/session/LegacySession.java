package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.relay.Client;
import dev.mcpgateway.server.mcp.relay.View;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.Claim;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.Scope;
import dev.mcpgateway.server.mcp.upstream.ServerRequest;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client from its {@code initialize} on, bound to the key that it came with. */
final class LegacySession implements Client, KeyBound {
    private final Start start;
    private final Streams streams = new Streams(System::nanoTime);
    private final LastUse lastUse = new LastUse(System::nanoTime);
    private final Exchanges exchanges = new Exchanges();
    private final ServerRequests asked;
    private final ListChanges listChanges;
    private final Attachments attachments;
    private volatile KeyHolder holder;
    private volatile View view;
    private final Consumer<LegacySession> ended;

    /**
     * What a session begins with.
     *
     * @param version the one that was agreed on
     * @param capabilities what the client declared
     * @param clientInfo its name and version, if it said
     */
    record Start(
            String id,
            KeyHolder holder,
            String version,
            ObjectNode capabilities,
            @Nullable ObjectNode clientInfo) {
        ApiKey key() {
            return holder.key();
        }
    }

    /** @param ended is told when its key has ended */
    LegacySession(
            Start start, UpstreamSupervisor servers, ScheduledExecutorService timer, Consumer<LegacySession> ended) {
        this.start = start;
        this.ended = ended;
        this.holder = start.holder();
        this.view = View.of(start.holder());
        this.asked = new ServerRequests(start.capabilities());
        this.listChanges = new ListChanges(streams.listening()::sendOnce, timer);
        Scope scope = new Scope(start.id(), start.key().id(), start.capabilities());
        this.attachments = new Attachments(id -> servers.attach(
                id, scope, new ServerVoice(id.server(), exchanges, streams.listening(), asked, listChanges)));
    }

    String id() {
        return start.id();
    }

    /** The key that it was begun with, as it was then. */
    ApiKey key() {
        return start.key();
    }

    String version() {
        return start.version();
    }

    @Override
    public KeyHolder holder() {
        return holder;
    }

    Streams streams() {
        return streams;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    ServerRequests asked() {
        return asked;
    }

    Attachments attachments() {
        return attachments;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public Claim claim() {
        return new Claim(start.capabilities(), start.clientInfo(), attachments.logLevel());
    }

    @Override
    public Attachment attachment(McpServer server) {
        return attachments.of(view, server);
    }

    @Override
    public void checkCall(ObjectNode definition, ObjectNode params) {
        // Nothing but the body says what is called.
    }

    @Override
    public boolean answersQuestions() {
        return false;
    }

    @Override
    public CompletableFuture<ObjectNode> ask(ObjectNode question, Consumer<ObjectNode> outlet) {
        CompletableFuture<ObjectNode> response = new CompletableFuture<>();
        asked.ask(ServerRequest.of(question, response::complete), outlet);
        return response;
    }

    @Override
    public void logLevel(String level) {
        attachments.logLevel(level);
    }

    @Override
    public void listChanged(ListKind kind) {
        listChanges.changed(kind.changeNotification());
    }

    /** Its client makes a request. */
    void usedBy(KeyHolder now) {
        lastUse.note();
        follow(now);
    }

    /** The state may have changed; the client is told of lists that do not look the same to it any more. */
    @Override
    public synchronized void follow(KeyHolder now) {
        if (now.state().seq() < holder.state().seq()) {
            // A request that came earlier is late.
            return;
        }
        View before = view;
        holder = now;
        View after = View.of(now);
        if (after.equals(before)) {
            return;
        }
        view = after;
        attachments.retain(after);
        for (ListKind kind : ListKind.values()) {
            listChanged(kind);
        }
    }

    @Override
    public void keyEnded() {
        ended.accept(this);
    }

    /** Since when nobody has used it, in the time of {@link System#nanoTime}; empty while somebody does. */
    OptionalLong idleSince() {
        return lastUse.idleSince(!exchanges.isEmpty() || streams.areRead());
    }

    /** Ends all that is under way; requests are answered, because their client may wait. */
    void end() {
        exchanges.close().forEach(exchange -> exchange.end("The session has ended"));
        asked.end();
        streams.end();
        attachments.close();
    }
}
