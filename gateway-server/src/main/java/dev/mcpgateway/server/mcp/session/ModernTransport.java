package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.JsonBody;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Outcome;
import dev.mcpgateway.server.mcp.relay.Relay;
import dev.mcpgateway.server.mcp.relay.RelayException;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.WaitingThread;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Streamable HTTP without sessions, from 2026-07-28 on: each POST says all that is to be known, and its answer is all there is. */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class ModernTransport {
    private static final Set<String> METHODS = Set.of(
            "server/discover",
            "tools/list",
            "tools/call",
            "resources/list",
            "resources/templates/list",
            "resources/read",
            "prompts/list",
            "prompts/get",
            "completion/complete",
            "subscriptions/listen");

    /** What is sooner answered needs no stream. After it a client is given one, because only there can it be noticed to leave. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(30);
    private static final List<String> CLAIMS =
            List.of("protocolVersion", "clientInfo", "clientCapabilities", "logLevel");

    private final Sessions sessions;
    private final Relay relay;
    private final ModernResults results;

    ModernTransport(Sessions sessions, Relay relay, String gatewayVersion) {
        this.sessions = sessions;
        this.relay = relay;
        this.results = new ModernResults(gatewayVersion);
    }

    /** Takes a notification, of which there are none here, or refuses a response, to which there are no requests. */
    Response take(ObjectNode message) {
        return JsonRpc.kind(message) == JsonRpc.Kind.NOTIFICATION
                ? Empty.of(202)
                : JsonBody.ofBytes(
                        400,
                        JsonRpc.bytes(JsonRpc.error(
                                null, JsonRpc.INVALID_REQUEST, "A client sends requests alone in this version")));
    }

    /**
     * Answers a request.
     *
     * @throws KeyRefusedException where the key's scopes do not allow it
     */
    Response request(Request http, KeyHolder holder, ObjectNode message, Metering metering)
            throws InterruptedException {
        Accepts accepts = Accepts.of(http);
        JsonNode id = message.path("id");
        String method = JsonRpc.method(message);
        try {
            ModernHeaders.check(http, message);
            if (!METHODS.contains(method)) {
                throw RelayException.unknownMethod(method);
            }
            if (!accepts.json() && !accepts.events()) {
                return answered(metering, 406, refusal(id, "Accept must name application/json and text/event-stream"));
            }
            if (method.equals("subscriptions/listen")) {
                return accepts.events()
                        ? listen(holder, message, metering)
                        : answered(metering, 406, refusal(id, "Accept must name text/event-stream"));
            }
        } catch (RelayException refused) {
            ObjectNode response = refused.response(id);
            return answered(metering, ModernResults.status(response, 400), response);
        }
        return relayed(
                new RequestClient(
                        holder,
                        message.path("params").path("_meta"),
                        (tool, params) -> ModernHeaders.checkArguments(http, tool, params.path("arguments")),
                        true,
                        sessions.servers()),
                withoutClaim(message),
                accepts,
                metering,
                results::shaped);
    }

    /**
     * Answers a request of the versions with sessions that comes without one: what it asks is answered, and that is all.
     *
     * @throws KeyRefusedException as {@link #request}
     */
    Response sessionless(Request http, KeyHolder holder, ObjectNode message, Metering metering)
            throws InterruptedException {
        Accepts accepts = Accepts.of(http);
        if (!accepts.json() && !accepts.events()) {
            return answered(
                    metering,
                    406,
                    refusal(message.path("id"), "Accept must name application/json and text/event-stream"));
        }
        RequestClient client =
                new RequestClient(holder, MissingNode.getInstance(), (tool, params) -> {}, false, sessions.servers());
        return relayed(
                client,
                message,
                accepts,
                metering,
                (outcome, method, refused) -> LegacyResults.shaped(outcome, method));
    }

    /** What a client of some version takes in the place of an outcome. */
    private interface Shape {
        Outcome of(Outcome outcome, String method, List<String> refused);
    }

    private static ObjectNode refusal(JsonNode id, String why) {
        return JsonRpc.error(id, JsonRpc.INVALID_REQUEST, why);
    }

    private static Response answered(Metering metering, int status, ObjectNode response) {
        metering.finished(null, new Outcome.Responded(response, status, 0));
        return JsonBody.ofBytes(status, JsonRpc.bytes(response));
    }

    private Response relayed(RequestClient client, ObjectNode message, Accepts accepts, Metering metering, Shape shape)
            throws InterruptedException {
        MessageStream stream = new MessageStream("");
        WaitingThread waiting = WaitingThread.current();
        Exchange exchange =
                new Exchange(client, message, accepts.events() ? stream::send : sent -> {}, metering, waiting);
        client.begins(exchange);
        sessions.watch().add(client);
        CompletableFuture<Outcome> outcome = JsonRpc.method(message).equals("server/discover")
                ? results.discovered(client, exchange.id())
                : relay.answer(exchange);
        LastMessage.of(
                outcome,
                given -> shape.of(given, exchange.method(), client.refused()),
                exchange,
                () -> {
                    sessions.watch().remove(client);
                    client.close();
                },
                stream);
        Outcome only = stream.awaitOnlyMessage((accepts.events() ? SOON_NANOS : LONGEST_NANOS) - waiting.work());
        if (only instanceof Outcome.Refused refused) {
            throw new KeyRefusedException(refused.refusal());
        } else if (only instanceof Outcome.Responded responded && accepts.json()) {
            Response answer = JsonBody.ofBytes(responded.status(), JsonRpc.bytes(responded.message()));
            return responded.status() == 503 ? answer.withHeader("Retry-After", "5") : answer;
        } else if (!accepts.events()) {
            exchange.cancel("it takes too long for a client that takes no stream");
            return JsonBody.ofBytes(
                    200,
                    JsonRpc.bytes(JsonRpc.error(exchange.id(), JsonRpc.INTERNAL_ERROR, "The request was cancelled")));
        }
        return EventWriter.once(stream, () -> exchange.cancel("the client has closed the stream"));
    }

    private Response listen(KeyHolder holder, ObjectNode message, Metering metering) {
        if (!message.path("params").path("notifications").isObject()) {
            throw RelayException.invalidParams("params.notifications must be an object");
        }
        MessageStream stream = new MessageStream("");
        Optional<Subscription> begun = sessions.subscribe(message, holder, stream);
        if (begun.isEmpty()) {
            return answered(
                            metering,
                            503,
                            JsonRpc.error(
                                    message.path("id"), JsonRpc.INTERNAL_ERROR, "There are too many subscriptions"))
                    .withHeader("Retry-After", "5");
        }
        begun.get().begin(relay);
        metering.finished(null, new Outcome.Responded(JsonRpc.object(), 200, 0));
        return EventWriter.once(stream, () -> sessions.end(begun.get()));
    }

    /** The request as servers of both generations take it: what it says of its client is told them in their own way. */
    private static ObjectNode withoutClaim(ObjectNode message) {
        ObjectNode params = (ObjectNode) message.path("params");
        ObjectNode meta = ((ObjectNode) params.path("_meta")).deepCopy();
        CLAIMS.forEach(claim -> meta.remove(Versions.META + claim));
        ObjectNode bare = JsonRpc.with(params, "_meta", meta);
        if (meta.isEmpty()) {
            bare.remove("_meta");
        }
        return JsonRpc.with(message, "params", bare);
    }
}
