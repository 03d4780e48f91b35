package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.http.EventReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads answers: one JSON object, or a stream of events that may break and be gone on with. */
final class Answers {
    /** A stream has nothing more to say once the answer has come; at its end its connection can be used again. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final GatewayHttp http;
    private final Explanation explanation;
    private final Patience patience;
    private final ScheduledExecutorService timer;

    Answers(GatewayHttp http, Explanation explanation, Patience patience, ScheduledExecutorService timer) {
        this.http = http;
        this.explanation = explanation;
        this.patience = patience;
        this.timer = timer;
    }

    /**
     * Hands every message of the answer to {@code sink}, the one that answers {@code request} among them.
     *
     * @param session in which the request was posted
     * @throws GatewayException when none answers it
     */
    void pass(HttpResponse<InputStream> response, Message request, Session session, Wire wire, Consumer<Message> sink)
            throws IOException, GatewayException {
        try (InputStream body = wire.listeningTo(response.body())) {
            if (response.statusCode() >= 300) {
                passRefusal(response, body, request, sink);
            } else if (response.statusCode() == 200 && isType(response, "application/json")) {
                passOne(response, body, request, sink);
            } else if (response.statusCode() == 200 && isType(response, "text/event-stream")) {
                EventReader events = new EventReader(body, Limits.MESSAGE_BYTES);
                if (!passAll(events, body, request, sink)) {
                    resume(events, request, session, wire, sink);
                }
            } else {
                throw explanation.noAnswer(request, response.statusCode());
            }
        }
    }

    static boolean isType(HttpResponse<?> response, String type) {
        String given = response.headers().firstValue("Content-Type").orElse("");
        return given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(type);
    }

    /** A JSON-RPC error of the gateway's own is more to the point than its HTTP status. */
    private void passRefusal(HttpResponse<?> response, InputStream body, Message request, Consumer<Message> sink)
            throws IOException, GatewayException {
        byte[] refusal = body.readNBytes(Limits.REFUSAL_BYTES);
        if (response.statusCode() != 401) {
            Optional<Message> error = rpcError(refusal, request);
            if (error.isPresent()) {
                sink.accept(error.get());
                return;
            }
        }
        throw explanation.of(response, refusal);
    }

    private static Optional<Message> rpcError(byte[] body, Message request) throws ProtocolException {
        Message error;
        try {
            error = Message.of(body);
        } catch (ProtocolException noMessage) {
            return Optional.empty();
        }
        if (error.isAnswerTo(request)) {
            return Optional.of(error);
        }
        Optional<ObjectNode> tree = error.isAnswerToNobody() ? JsonRpc.parse(body) : Optional.empty();
        // The gateway's answers about keys have an error too, but none with a number.
        return tree.isPresent() && tree.get().path("error").path("code").isInt()
                ? Optional.of(Message.of(JsonRpc.bytes(JsonRpc.with(tree.get(), "id", request.id()))))
                : Optional.empty();
    }

    private void passOne(HttpResponse<?> response, InputStream body, Message request, Consumer<Message> sink)
            throws IOException, GatewayException {
        byte[] json = body.readNBytes(Limits.MESSAGE_BYTES + 1);
        if (json.length > Limits.MESSAGE_BYTES) {
            throw explanation.lostAnswer(request, "it is larger than " + (Limits.MESSAGE_BYTES >> 20) + " MiB.");
        }
        Message answer;
        try {
            answer = Message.of(json);
        } catch (ProtocolException malformed) {
            throw explanation.noAnswer(request, response.statusCode());
        }
        if (!answer.isAnswerTo(request)) {
            throw explanation.noAnswer(request, response.statusCode());
        }
        sink.accept(answer);
    }

    /** Whether the answer was among the events; false where the stream ended or broke before it. */
    private boolean passAll(EventReader events, InputStream body, Message request, Consumer<Message> sink)
            throws GatewayException {
        @Nullable ScheduledFuture<?> end = null;
        try {
            for (EventReader.Event event = events.next(); event != null; event = events.next()) {
                if (!event.isMessage()) {
                    continue;
                }
                Message message = Message.of(event.data());
                sink.accept(message);
                if (end == null && message.isAnswerTo(request)) {
                    end = timer.schedule(() -> Wire.close(body), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (ProtocolException malformed) {
            if (end == null) {
                throw explanation.lostAnswer(
                        request, "the gateway sent what is no message, as " + malformed.getMessage() + ".");
            }
        } catch (IOException broken) {
            // As at its end: where there is no answer yet, the stream is to be gone on with.
        } finally {
            if (end != null) {
                end.cancel(false);
            }
        }
        return end != null;
    }

    /** Opens the stream again where it broke, for as long as the gateway is heard of; returns when the answer is there, or it is cut. */
    private void resume(EventReader broken, Message request, Session session, Wire wire, Consumer<Message> sink)
            throws IOException, GatewayException {
        EventReader last = broken;
        int failures = 0;
        long heard = System.nanoTime();
        while (wire.cut() == null) {
            String lastId = last.lastId();
            if (lastId.isEmpty()) {
                throw explanation.lostAnswer(request, "the connection broke, and the gateway gave no way to go on.");
            }
            if (System.nanoTime() - heard > patience.resuming().toNanos()) {
                throw explanation.lostAnswer(request, "the connection broke, and could not be made again.");
            }
            wire.pause(patience.pauseBefore(last.retry(), failures));
            failures++;
            HttpResponse<InputStream> response;
            try {
                response = http.get(session, lastId, wire);
            } catch (IOException absent) {
                continue;
            }
            try (InputStream body = wire.listeningTo(response.body())) {
                if (response.statusCode() == 200 && isType(response, "text/event-stream")) {
                    last = new EventReader(body, Limits.MESSAGE_BYTES, lastId, last.retry());
                    failures = 0;
                    heard = System.nanoTime();
                    if (passAll(last, body, request, sink)) {
                        return;
                    }
                } else if (response.statusCode() == 404) {
                    throw explanation.lostAnswer(request, "the gateway was restarted, or has ended the session.");
                } else if (response.statusCode() < 500 && response.statusCode() != 429) {
                    throw explanation.lostAnswer(
                            request,
                            "the connection broke, and the gateway does not go on (" + response.statusCode() + ").");
                }
            }
        }
    }
}
