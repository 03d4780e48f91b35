package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.mcp.relay.Client;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.Relay;
import dev.mcpgateway.server.mcp.relay.View;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.Claim;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import dev.mcpgateway.server.mcp.upstream.Scope;
import dev.mcpgateway.server.mcp.upstream.ServerRequest;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamListener;
import dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client that listens for changes, until it leaves (specification 2026-07-28, "Subscriptions"). Each notification says whose it is.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a subscription that a server refuses is one that nothing comes of
final class Subscription implements Client, KeyBound, UpstreamListener {
    private static final Map<String, String> FILTERS = Map.of(
            "toolsListChanged", "notifications/tools/list_changed",
            "promptsListChanged", "notifications/prompts/list_changed",
            "resourcesListChanged", "notifications/resources/list_changed");

    private static final String RESOURCES = "resourceSubscriptions";
    private static final int MOST_RESOURCES = 100;

    /** Nobody waits longer for the acknowledgement, though a server may still be starting. */
    private static final long SLOW_SERVERS_MILLIS = 2_000;

    private static final long ABANDONED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final JsonNode id;
    private final MessageStream stream;
    private final SubscriptionStream told;
    private final Attachments attachments;
    private final ListChanges listChanges;
    private final Set<String> changes = new HashSet<>();
    private final Set<String> resources = new HashSet<>();

    /** Those of the resources that servers do not tell of. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final Consumer<Subscription> ended;
    private final long begunAt = System.nanoTime();
    private volatile KeyHolder holder;
    private volatile View view;

    /** @param ended is told when its key has ended */
    Subscription(
            ObjectNode request,
            KeyHolder holder,
            MessageStream stream,
            UpstreamSupervisor servers,
            ScheduledExecutorService timer,
            Consumer<Subscription> ended) {
        this.ended = ended;
        this.id = request.path("id");
        this.holder = holder;
        this.view = View.of(holder);
        this.stream = stream;
        this.told = new SubscriptionStream(id, stream);
        this.listChanges = new ListChanges(told::tell, timer);
        Scope scope = new Scope(null, holder.key().id(), JsonRpc.object());
        this.attachments = new Attachments(server -> servers.attach(server, scope, this));
        JsonNode filter = request.path("params").path("notifications");
        FILTERS.forEach((name, method) -> {
            if (filter.path(name).asBoolean()) {
                changes.add(method);
            }
        });
        for (JsonNode uri : filter.path(RESOURCES)) {
            if (uri.isTextual() && resources.size() < MOST_RESOURCES) {
                resources.add(uri.textValue());
            }
        }
        forgetUnseen();
    }

    /** What the key may not list it hears nothing of. */
    private void forgetUnseen() {
        for (ListKind kind : ListKind.values()) {
            if (!view.allows(kind)) {
                changes.remove(kind.changeNotification());
            }
        }
        if (!view.allows(ListKind.RESOURCES)) {
            resources.clear();
        }
    }

    /** Begins to listen, and says for what as soon as servers know of it. */
    void begin(Relay relay) {
        holdServers();
        CompletableFuture<?>[] subscribed =
                resources.stream().map(uri -> subscribe(relay, uri)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(subscribed)
                .completeOnTimeout(null, SLOW_SERVERS_MILLIS, TimeUnit.MILLISECONDS)
                .thenRun(() -> told.acknowledge(honoured()));
    }

    private CompletableFuture<Void> subscribe(Relay relay, String uri) {
        ObjectNode params = JsonRpc.object().put("uri", uri);
        ObjectNode request = JsonRpc.request(id, "resources/subscribe", params);
        return relay.answer(new Exchange(this, request, message -> {}, Metering.NOTHING))
                .thenAccept(outcome -> {
                    if (outcome.isError()) {
                        refused.add(uri);
                    }
                });
    }

    private ObjectNode honoured() {
        ObjectNode honoured = JsonRpc.object();
        FILTERS.forEach((name, method) -> {
            if (changes.contains(method)) {
                honoured.put(name, true);
            }
        });
        List<String> granted =
                resources.stream().filter(uri -> !refused.contains(uri)).toList();
        if (!granted.isEmpty()) {
            granted.forEach(honoured.putArray(RESOURCES)::add);
        }
        return honoured;
    }

    /** Servers tell of changes those who hold them. */
    private void holdServers() {
        try {
            view.servers().forEach(this::attachment);
        } catch (UpstreamException ended) {
            // Its key has ended at this moment, and with it the stream.
            stream.end();
        }
    }

    @Override
    public void notification(ObjectNode message) {
        String method = JsonRpc.method(message);
        if (changes.contains(method)) {
            listChanges.changed(method);
        } else if (method.equals("notifications/resources/updated")) {
            told.tell(message);
        }
    }

    @Override
    public void request(ServerRequest request) {
        request.refuse(JsonRpc.METHOD_NOT_FOUND, "The client listens, and cannot be asked");
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public Claim claim() {
        return Claim.GATEWAY;
    }

    @Override
    public Attachment attachment(McpServer server) {
        return attachments.of(view, server);
    }

    @Override
    public void checkCall(ObjectNode definition, ObjectNode params) {
        throw new IllegalStateException("who listens calls nothing");
    }

    @Override
    public boolean answersQuestions() {
        return true;
    }

    @Override
    public CompletableFuture<ObjectNode> ask(ObjectNode question, Consumer<ObjectNode> outlet) {
        throw new IllegalStateException("who listens is asked nothing");
    }

    @Override
    public void logLevel(String level) {
        throw new IllegalStateException("who listens asks for no log messages");
    }

    @Override
    public void listChanged(ListKind kind) {
        if (changes.contains(kind.changeNotification())) {
            listChanges.changed(kind.changeNotification());
        }
    }

    @Override
    public KeyHolder holder() {
        return holder;
    }

    @Override
    public void follow(KeyHolder now) {
        View before = view;
        holder = now;
        View after = View.of(now);
        if (!after.equals(before)) {
            view = after;
            attachments.retain(after);
            holdServers();
            for (ListKind kind : ListKind.values()) {
                listChanged(kind);
            }
        }
    }

    @Override
    public void keyEnded() {
        ended.accept(this);
    }

    /** Whether its client went away before it could be sent anything. */
    boolean isAbandoned(long now) {
        return !stream.isRead() && now - begunAt > ABANDONED_NANOS;
    }

    /** Ends the stream as the specification has it, if the client has not left already. */
    void end() {
        stream.finish(
                new Outcome.Responded(JsonRpc.result(id, JsonRpc.object().put("resultType", "complete")), 200, 0));
        attachments.close();
    }
}
