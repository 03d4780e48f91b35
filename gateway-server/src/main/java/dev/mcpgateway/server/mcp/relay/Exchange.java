package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.mcp.upstream.Answer;
import dev.mcpgateway.server.mcp.upstream.Attachment;
import dev.mcpgateway.server.mcp.upstream.CallOptions;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.UpstreamCall;
import dev.mcpgateway.server.mcp.upstream.UpstreamException;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.WaitingThread;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request of a client while it is worked on, at most one server at a time. */
public final class Exchange {
    private final Client client;
    private final ObjectNode request;
    private final Consumer<ObjectNode> outlet;
    private final Metering metering;
    private final WaitingThread waiting;
    private final CompletableFuture<Outcome> unwanted = new CompletableFuture<>();
    private @Nullable UpstreamCall call;
    private @Nullable String server;
    private @Nullable String cancelled;
    private @Nullable CalledTool tool;
    private boolean isCounted;
    private boolean isOver;

    /** One that no thread waits for. */
    public Exchange(Client client, ObjectNode request, Consumer<ObjectNode> outlet, Metering metering) {
        this(client, request, outlet, metering, WaitingThread.NONE);
    }

    /**
     * One that has just come.
     *
     * @param outlet takes what is sent to the client before the answer; must not block
     * @param waiting works on it before it waits for the outcome
     */
    public Exchange(
            Client client, ObjectNode request, Consumer<ObjectNode> outlet, Metering metering, WaitingThread waiting) {
        this.client = client;
        this.waiting = waiting;
        this.request = request;
        this.outlet = outlet;
        this.metering = metering;
    }

    /** Notes the tool that is called from now on. */
    synchronized void calls(Named called) {
        tool = new CalledTool(called.server().name(), called.name());
    }

    /** Whether {@code next} of several calls may be made; the first came in with the request. */
    boolean admits(CalledTool next) {
        boolean isFirst;
        synchronized (this) {
            isFirst = !isCounted;
        }
        return isFirst || metering.admits(next);
    }

    /** One of several calls is over; where all of it is, that was counted. */
    void counts(CalledTool called, Outcome outcome) {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isCounted = true;
            tool = null;
        }
        metering.finished(called, outcome);
    }

    /** It is over: that is counted, unless all calls that it stands for were. */
    public void finished(Outcome outcome) {
        CalledTool underWay;
        synchronized (this) {
            isOver = true;
            underWay = tool;
            if (isCounted && underWay == null) {
                return;
            }
        }
        metering.finished(underWay, outcome);
    }

    public Client client() {
        return client;
    }

    public JsonNode id() {
        return request.path("id");
    }

    public String method() {
        return JsonRpc.method(request);
    }

    /** The parameters, or an empty object where there are none. */
    ObjectNode params() {
        return request.get("params") instanceof ObjectNode params ? params : JsonRpc.object();
    }

    /** A member of the parameters that has to be there and be a string. */
    String param(String name) {
        JsonNode value = params().path(name);
        if (!value.isTextual()) {
            throw RelayException.invalidParams("params." + name + " must be a string");
        }
        return value.textValue();
    }

    /** Sends a request to {@code to} on behalf of this one; its progress goes to the client. */
    CompletableFuture<Answer> call(McpServer to, String method, ObjectNode params) {
        return call(to, method, params, outlet);
    }

    /** As {@link #call(McpServer, String, ObjectNode)}; its progress goes to {@code progress}. */
    CompletableFuture<Answer> call(McpServer to, String method, ObjectNode params, Consumer<ObjectNode> progress) {
        InputRounds rounds = new InputRounds(this, to, params, next -> once(to, method, next, progress));
        return once(to, method, params, progress).thenCompose(rounds::settled);
    }

    private CompletableFuture<Answer> once(
            McpServer to, String method, ObjectNode params, Consumer<ObjectNode> progress) {
        Attachment attachment = client.attachment(to);
        // Before it is sent: what a quick server asks on the way is this client's to answer.
        goesTo(to);
        return started(
                to,
                attachment.call(
                        method,
                        params,
                        new CallOptions(attachment.deadlines().of(method), progress, client.claim(), waiting)));
    }

    private synchronized void goesTo(McpServer to) {
        server = to.name();
    }

    /** Notes that {@code begun} is what is worked on. */
    CompletableFuture<Answer> started(McpServer to, UpstreamCall begun) {
        String reason;
        synchronized (this) {
            call = begun;
            server = to.name();
            reason = cancelled;
        }
        if (reason != null) {
            begun.cancel(reason);
        }
        return begun.answer();
    }

    /** Whether the server of this name works on it. */
    public synchronized boolean isAt(String serverName) {
        return serverName.equals(server);
    }

    /** Sends {@code message} to the client before the answer. */
    public void send(ObjectNode message) {
        outlet.accept(message);
    }

    /** Completed as soon as nobody waits for the answer any more. */
    CompletableFuture<Outcome> unwanted() {
        return unwanted;
    }

    /** As {@link #cancel}, for a client that did not ask for it, and so is answered. */
    public void end(String reason) {
        unwanted.complete(new Outcome.Responded(JsonRpc.error(id(), JsonRpc.INTERNAL_ERROR, reason), 200, 0));
        cancel(reason);
    }

    /** Nobody waits for the answer any more: the server is told, and whatever else is waited for makes no difference. */
    public void cancel(String reason) {
        UpstreamCall begun;
        synchronized (this) {
            cancelled = reason;
            begun = call;
        }
        if (begun != null) {
            begun.cancel(reason);
        }
        unwanted.complete(new Outcome.Cancelled());
    }

    /** @throws UpstreamException where nobody waits for the answer any more */
    synchronized void requireWanted() {
        if (cancelled != null) {
            throw new UpstreamException(Reason.CANCELLED, "The request was cancelled: " + cancelled);
        }
    }
}
