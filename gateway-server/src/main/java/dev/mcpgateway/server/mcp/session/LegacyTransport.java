package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.Introduction;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.Relay;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.WaitingThread;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP with sessions: one message a POST, its answer as JSON or as a stream of events, GET to listen, DELETE to end. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class LegacyTransport {
    static final String SESSION = "Mcp-Session-Id";

    /** From it on clients know what to do with an event that is nothing but an id. */
    private static final String PRIMING_VERSION = "2025-11-25";

    /** What is answered so soon needs no stream, where nothing was said before it. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(30);

    private final Sessions sessions;
    private final Relay relay;
    private final String gatewayVersion;

    LegacyTransport(Sessions sessions, Relay relay, String gatewayVersion) {
        this.sessions = sessions;
        this.relay = relay;
        this.gatewayVersion = gatewayVersion;
    }

    /** Whether {@code message} makes a session, or would. */
    static boolean isInitialize(ObjectNode message) {
        return JsonRpc.method(message).equals("initialize");
    }

    /**
     * Answers a request of a client.
     *
     * @param metering is told what came of it, before the client is
     * @throws KeyRefusedException where the key's scopes do not allow it
     */
    Response request(Request http, KeyHolder holder, ObjectNode message, Metering metering)
            throws InterruptedException {
        Accepts accepts = Accepts.of(http);
        JsonNode id = message.path("id");
        if (!accepts.json() && !accepts.events()) {
            return counted(metering, refusal(406, id, "Accept must name application/json and text/event-stream"));
        }
        if (isInitialize(message)) {
            return initialize(holder, message, metering);
        }
        Found found = find(http, holder, id);
        if (found.session() == null) {
            return counted(metering, found.refusal());
        }
        LegacySession session = found.session();
        session.usedBy(holder);
        MessageStream stream = session.streams().answering();
        Consumer<ObjectNode> outlet =
                accepts.events() ? stream::send : session.streams().listening()::send;
        // A client that takes nothing but a stream is given it at once.
        WaitingThread waiting = accepts.json() ? WaitingThread.current() : WaitingThread.NONE;
        Optional<Exchange> begun = session.exchanges().begin(session, message, outlet, metering, waiting);
        if (begun.isEmpty()) {
            Found still = find(http, holder, id);
            return counted(
                    metering,
                    still.session() == null
                            ? still.refusal()
                            : refusal(400, id, "A request with this id is under way, or too many are"));
        }
        Exchange exchange = begun.get();
        LastMessage.of(
                relay.answer(exchange),
                outcome -> LegacyResults.shaped(outcome, exchange.method()),
                exchange,
                () -> session.exchanges().end(exchange),
                stream);
        return answer(session, stream, accepts, id, waiting.work());
    }

    /** @param waited for how long the outcome was waited for already, in nanoseconds */
    private Response answer(LegacySession session, MessageStream stream, Accepts accepts, JsonNode id, long waited)
            throws InterruptedException {
        Outcome only;
        if (!accepts.events()) {
            only = stream.awaitOutcome(LONGEST_NANOS - waited);
        } else {
            only = stream.awaitOnlyMessage(accepts.json() ? SOON_NANOS - waited : 0);
        }
        if (only instanceof Outcome.Refused refused) {
            throw new KeyRefusedException(refused.refusal());
        } else if (only instanceof Outcome.Responded responded && accepts.json()) {
            return json(responded);
        } else if (!accepts.events()) {
            return error(200, id, "The request was cancelled");
        }
        session.streams().keep(stream);
        return EventWriter.resumable(stream, 0, session.version().compareTo(PRIMING_VERSION) >= 0);
    }

    /** Takes a notification or a response of a client; there is nothing to answer. */
    Response take(Request http, KeyHolder holder, ObjectNode message) {
        Found found = find(http, holder, null);
        LegacySession session = found.session();
        if (session == null) {
            return json(found.refusal());
        }
        session.usedBy(holder);
        if (JsonRpc.kind(message) == JsonRpc.Kind.RESPONSE) {
            session.asked().answered(message);
            return Empty.of(202);
        }
        JsonNode params = message.path("params");
        switch (JsonRpc.method(message)) {
            case "notifications/cancelled" -> {
                Exchange exchange = session.exchanges().find(params.path("requestId"));
                if (exchange != null) {
                    exchange.cancel(params.path("reason").asText("the client cancelled it"));
                }
            }
            case "notifications/progress" -> session.asked().progressed(message);
            case "notifications/roots/list_changed" ->
                session.attachments()
                        .notifyServers(JsonRpc.method(message), params instanceof ObjectNode object ? object : null);
            default -> {
                // The handshake with the servers is the gateway's own, and others are not known.
            }
        }
        return Empty.of(202);
    }

    /** Answers GET: what a server says of its own accord, or what a client missed of an answer. */
    Response listen(Request http, KeyHolder holder) {
        if (!Accepts.of(http).events()) {
            return error(406, null, "Accept must name text/event-stream");
        }
        Found found = find(http, holder, null);
        LegacySession session = found.session();
        if (session == null) {
            return json(found.refusal());
        }
        session.usedBy(holder);
        Optional<String> lastEventId = http.header("Last-Event-ID");
        if (lastEventId.isEmpty()) {
            MessageStream listening = session.streams().listening();
            return EventWriter.resumable(listening, listening.delivered(), false);
        }
        return session.streams()
                .position(lastEventId.get())
                .map(LegacyTransport::resumed)
                .orElseGet(() -> error(400, null, "Last-Event-ID is of no stream that is still kept"));
    }

    /** A client that is told 204 does not come back for more (HTML, "Server-sent events: Processing model"). */
    private static Response resumed(Streams.Position position) {
        return position.stream().isOverAfter(position.number())
                ? Empty.of(204)
                : EventWriter.resumable(position.stream(), position.number(), false);
    }

    /** Answers DELETE. */
    Response end(Request http, KeyHolder holder) {
        Found found = find(http, holder, null);
        if (found.session() == null) {
            return json(found.refusal());
        }
        sessions.end(found.session());
        return Empty.of(204);
    }

    private Response initialize(KeyHolder holder, ObjectNode message, Metering metering) throws InterruptedException {
        JsonNode id = message.path("id");
        JsonNode params = message.path("params");
        if (!params.path("protocolVersion").isTextual()) {
            return counted(
                    metering,
                    responded(
                            200, JsonRpc.error(id, JsonRpc.INVALID_PARAMS, "params.protocolVersion must be a string")));
        }
        String asked = params.path("protocolVersion").textValue();
        String version = Versions.LEGACY.contains(asked) ? asked : Versions.LEGACY.get(0);
        Optional<LegacySession> begun = sessions.begin(holder, version, params);
        if (begun.isEmpty()) {
            ObjectNode full = JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, "There are too many sessions: try again later");
            return counted(metering, responded(503, full));
        }
        ObjectNode result = initialized(version, Introduction.of(begun.get()).join());
        return counted(metering, responded(200, JsonRpc.result(id, result)))
                .withHeader(SESSION, begun.get().id());
    }

    private static Response counted(Metering metering, Outcome.Responded answer) {
        metering.finished(null, answer);
        return json(answer);
    }

    /** What the gateway says of itself. */
    static ObjectNode serverInfo(String version) {
        return JsonRpc.object()
                .put("name", "secure-mcp-gateway")
                .put("title", "Secure MCP Gateway")
                .put("version", version);
    }

    private ObjectNode initialized(String version, Introduction introduction) {
        ObjectNode result = JsonRpc.object().put("protocolVersion", version);
        result.set("capabilities", introduction.capabilities());
        result.set("serverInfo", serverInfo(gatewayVersion));
        if (!introduction.instructions().isEmpty()) {
            result.put("instructions", introduction.instructions());
        }
        return result;
    }

    /** A session, or why there is none. */
    private record Found(@Nullable LegacySession session, Outcome.Responded refusal) {}

    private Found find(Request http, KeyHolder holder, @Nullable JsonNode id) {
        Optional<String> version = http.header(Versions.HEADER);
        if (version.isPresent() && !Versions.LEGACY.contains(version.get())) {
            String served = String.join(", ", Versions.LEGACY);
            return new Found(null, refusal(400, id, Versions.HEADER + " is none of a session: " + served));
        }
        Optional<String> sessionId = http.header(SESSION);
        if (sessionId.isEmpty()) {
            return new Found(null, refusal(400, id, SESSION + " is missing: begin with initialize"));
        }
        return sessions.find(sessionId.get(), holder)
                .map(session -> new Found(session, responded(200, JsonRpc.object())))
                .orElseGet(() -> new Found(null, refusal(404, id, "There is no such session: begin with initialize")));
    }

    private static Response error(int status, @Nullable JsonNode id, String message) {
        return json(refusal(status, id, message));
    }

    private static Outcome.Responded refusal(int status, @Nullable JsonNode id, String message) {
        return responded(status, JsonRpc.error(id, JsonRpc.INVALID_REQUEST, message));
    }

    private static Outcome.Responded responded(int status, ObjectNode message) {
        return new Outcome.Responded(message, status, 0);
    }

    private static Response json(Outcome.Responded answer) {
        Response response = JsonBody.ofBytes(answer.status(), JsonRpc.bytes(answer.message()));
        return answer.status() == 503 ? response.withHeader("Retry-After", "5") : response;
    }
}
