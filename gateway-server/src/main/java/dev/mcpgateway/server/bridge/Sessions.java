package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The session at present. One that the gateway has forgotten, as at a restart, is begun anew with what the client said when it
 * began, and the client notices by list changes alone.
 */
final class Sessions {
    private static final List<String> LISTS = List.of("tools", "prompts", "resources");

    private final GatewayHttp http;
    private final Answers answers;
    private final ClientOutput output;
    private final Patience patience;
    private final Executor executor;
    private final Wires wires;

    private volatile Session current = Session.NONE;
    private @Nullable JsonNode beginning;
    private JsonNode capabilities = JsonRpc.object();
    private @Nullable CompletableFuture<Session> renewal;
    private int renewals;

    Sessions(
            GatewayHttp http, Answers answers, ClientOutput output, Patience patience, Executor executor, Wires wires) {
        this.http = http;
        this.answers = answers;
        this.output = output;
        this.patience = patience;
        this.executor = executor;
        this.wires = wires;
    }

    /** A message was posted. */
    record Posted(Session session, HttpResponse<InputStream> response) {}

    Session current() {
        return current;
    }

    /** Posts a message in the session; where the gateway does not know that any more, once again in a new one. */
    Posted post(Message message, Wire wire) throws IOException, GatewayException {
        Session session = message.method().equals(Message.INITIALIZE) ? Session.NONE : current;
        HttpResponse<InputStream> response = http.post(message, session, wire);
        if (response.statusCode() != 404 || session.id() == null || message.isModern()) {
            return new Posted(session, response);
        }
        Wire.close(response.body());
        Session renewed = renewed(session, wire);
        return new Posted(renewed, http.post(message, renewed, wire));
    }

    /** The gateway has answered the client's {@code initialize}. */
    void began(Message initialize, Message answer, HttpResponse<?> response) {
        ObjectNode result = result(answer);
        synchronized (this) {
            beginning =
                    JsonRpc.parse(initialize.bytes()).orElseGet(JsonRpc::object).path("params");
            capabilities = result.path("capabilities");
            current = session(result, response);
        }
    }

    /** The session in place of one that the gateway has forgotten; whoever else lost it gets the same. */
    Session renewed(Session lost, Wire wire) throws IOException, GatewayException {
        CompletableFuture<Session> awaited;
        synchronized (this) {
            if (current != lost) {
                return current;
            }
            if (renewal == null || renewal.isDone()) {
                CompletableFuture<Session> begun = new CompletableFuture<>();
                renewal = begun;
                executor.execute(() -> renew(begun));
            }
            awaited = renewal;
        }
        try {
            return awaited.get(patience.sending().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new GatewayException("The gateway has forgotten the session, and does not begin another one.", 0);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GatewayException known) {
                throw new GatewayException(known.text(), known.status());
            }
            throw new IOException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void renew(CompletableFuture<Session> begun) {
        Wire wire = wires.open();
        try {
            Session session = begin(wire);
            current = session;
            begun.complete(session);
            announceLists();
        } catch (IOException | GatewayException | RuntimeException failure) {
            begun.completeExceptionally(failure);
        } finally {
            wires.forget(wire);
        }
    }

    private Session begin(Wire wire) throws IOException, GatewayException {
        ObjectNode params;
        int number;
        synchronized (this) {
            params = beginning instanceof ObjectNode given ? given : JsonRpc.object();
            number = ++renewals;
        }
        JsonNode id = TextNode.valueOf("secure-mcp-gateway-session-" + number);
        Message initialize = Message.of(JsonRpc.bytes(JsonRpc.request(id, Message.INITIALIZE, params)));
        HttpResponse<InputStream> response = http.post(initialize, Session.NONE, wire);
        Session[] session = {Session.NONE};
        answers.pass(response, initialize, Session.NONE, wire, message -> {
            if (message.isAnswerTo(initialize)) {
                session[0] = session(result(message), response);
            } else {
                output.write(message.bytes());
            }
        });
        if (session[0].version() == null) {
            throw new GatewayException("The gateway has forgotten the session, and refuses to begin another one.", 0);
        }
        Message initialized = Message.of(JsonRpc.bytes(JsonRpc.notification(Message.INITIALIZED, null)));
        Wire.close(http.post(initialized, session[0], wire).body());
        return session[0];
    }

    /** What a new session has may be something else than what the client has listed. */
    private void announceLists() {
        JsonNode announced;
        synchronized (this) {
            announced = capabilities;
        }
        for (String list : LISTS) {
            if (announced.path(list).path("listChanged").asBoolean()) {
                output.write(JsonRpc.bytes(JsonRpc.notification("notifications/" + list + "/list_changed", null)));
            }
        }
    }

    private static ObjectNode result(Message answer) {
        ObjectNode tree = JsonRpc.parse(answer.bytes()).orElseGet(JsonRpc::object);
        return tree.path("result") instanceof ObjectNode result ? result : JsonRpc.object();
    }

    /** Without a version where the gateway refused. */
    private static Session session(ObjectNode result, HttpResponse<?> response) {
        String version = result.path("protocolVersion").asText();
        boolean isUsable = version.matches("[0-9A-Za-z.-]{1,64}");
        return isUsable
                ? new Session(response.headers().firstValue("Mcp-Session-Id").orElse(null), version)
                : Session.NONE;
    }
}
