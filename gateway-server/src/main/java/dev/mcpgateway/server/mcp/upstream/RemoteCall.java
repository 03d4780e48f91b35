package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.process.Throttle;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.AddressRefusedException;
import dev.mcpgateway.server.mcp.upstream.http.EventReader;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.Request;
import dev.mcpgateway.server.mcp.upstream.http.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call over HTTP, from its request to its answer: an object, or what comes on a stream of events. On a thread of its own. */
final class RemoteCall implements Runnable {
    private static final int HEADER_MISMATCH = -32020;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int MAX_RESUMPTIONS = 100;
    private static final int MAX_FAILURES = 3;
    private static final long LONGEST_RETRY_MILLIS = 10_000;
    private static final long DEFAULT_RETRY_MILLIS = 1_000;
    private static final int UNASKED_PER_SECOND = 1_000;

    private final RemoteUpstream upstream;
    private final RemoteWire wire;
    private final String method;
    private final PendingCall call;
    private final Era era;
    private final @Nullable Attachment caller;
    private final Throttle unasked = new Throttle(UNASKED_PER_SECOND);
    private String lastId = "";
    private long retryMillis = DEFAULT_RETRY_MILLIS;

    /** @param caller who hears what comes on the stream of the call and is not its answer; null for those who share the server */
    RemoteCall(
            RemoteUpstream upstream,
            RemoteWire wire,
            String method,
            PendingCall call,
            Era era,
            @Nullable Attachment caller) {
        this.upstream = upstream;
        this.wire = wire;
        this.method = method;
        this.call = call;
        this.era = era;
        this.caller = caller;
    }

    String method() {
        return method;
    }

    PendingCall call() {
        return call;
    }

    @Nullable
    Attachment caller() {
        return caller;
    }

    @Override
    public void run() {
        complete(() -> perform(false));
    }

    /** The rest of it, where its request was sent in {@code session} already. */
    void goOn(Exchange sent, Session session) {
        complete(() -> perform(sent, Exchange::receive, session, false));
    }

    private void complete(Runnable performance) {
        try {
            performance.run();
            resume();
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    void fail(RuntimeException failure) {
        upstream.fail(call, Failures.cause(failure));
    }

    /** How the beginning of an answer is come by. */
    private interface Opening {
        void of(Exchange exchange) throws IOException;
    }

    private void perform(boolean isSecond) {
        Session session = wire.session();
        perform(wire.exchange(), fresh -> fresh.send(request(session)), session, isSecond);
    }

    private void perform(Exchange begun, Opening opening, Session session, boolean isSecond) {
        boolean isLost = false;
        boolean isMismatch = false;
        try (begun) {
            Exchange exchange = begun;
            if (!upstream.begins(call, exchange)) {
                return;
            }
            opening.of(exchange);
            upstream.reached();
            call.status(exchange.status());
            if (method.equals("initialize")) {
                wire.offered(exchange.header("mcp-session-id"));
            }
            isLost = exchange.status() == NOT_FOUND && era == Era.LEGACY && session.id() != null && !isSecond;
            if (!isLost) {
                isMismatch = take(exchange, isSecond);
            }
        } catch (IOException failed) {
            broken(failed);
        } finally {
            upstream.ends(call);
        }
        if (isLost) {
            renew(session);
            perform(true);
        } else if (isMismatch) {
            upstream.renewal().learnTools();
            perform(true);
        }
    }

    /** Where another version has taken the place of the server, it has lost its sessions with that. */
    private void renew(Session session) {
        try {
            upstream.renewal().renew(session);
        } catch (UpstreamException refused) {
            boolean isRefusal = refused.reason() == Reason.MALFORMED;
            throw isRefusal && upstream.eraCheck().hasTurned() ? upstream.turned() : refused;
        }
    }

    /** The request as it is sent in {@code session}. */
    Request request(Session session) {
        ObjectNode message = call.request(method);
        boolean isRepeatable = !method.equals("tools/call");
        byte[] body = JsonRpc.bytes(message);
        if (era == Era.LEGACY) {
            return wire.legacy(body, method.equals("initialize") ? Session.NONE : session, isRepeatable);
        }
        JsonNode params = message.path("params");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Mcp-Method", HeaderValue.of(method));
        switch (method) {
            case "tools/call" -> {
                headers.put("Mcp-Name", HeaderValue.of(params.path("name").asText()));
                upstream.tools().add(params, headers);
            }
            case "prompts/get" ->
                headers.put("Mcp-Name", HeaderValue.of(params.path("name").asText()));
            case "resources/read" ->
                headers.put("Mcp-Name", HeaderValue.of(params.path("uri").asText()));
            default -> {
                // Others have no name.
            }
        }
        return wire.modern(body, headers, isRepeatable);
    }

    /** Whether the call is to be made again with other headers. */
    private boolean take(Exchange exchange, boolean isSecond) throws IOException {
        int status = exchange.status();
        if (status == OK && exchange.mediaType().equals(RemoteWire.EVENTS)) {
            read(exchange);
            return false;
        }
        if (status >= 300 && status < 400) {
            throw upstream.malformed("answered with a redirect, which the gateway does not follow");
        }
        boolean isJson = exchange.mediaType().endsWith("json");
        byte[] body = exchange.wholeBody(RemoteWire.MAX_MESSAGE);
        // So that who hears of the answer finds the connection free.
        exchange.close();
        ObjectNode message = isJson ? JsonRpc.parse(body).orElse(null) : null;
        if (upstream.eraCheck().isDoubtful(method, status, message)
                && upstream.eraCheck().hasTurned()) {
            throw upstream.turned();
        }
        if (message != null && JsonRpc.kind(message) == JsonRpc.Kind.RESPONSE && isMine(message)) {
            boolean isMismatch = message.path("error").path("code").asInt() == HEADER_MISMATCH
                    && method.equals("tools/call")
                    && era == Era.MODERN
                    && !isSecond;
            if (!isMismatch) {
                upstream.answered(this, message, body.length);
            }
            return isMismatch;
        }
        boolean isAccepted = status >= OK && status < 300;
        if (isAccepted && wire.isOfOneStream()) {
            return false;
        } else if (isAccepted) {
            throw upstream.malformed("answered " + method + " with something else than an MCP message");
        }
        throw upstream.refused(status);
    }

    /** What {@code body} is, where it is the result and nothing is left to be done for it; else null. */
    @Nullable
    ObjectNode result(Exchange exchange, byte[] body) {
        if (exchange.status() != OK || !exchange.mediaType().endsWith("json")) {
            return null;
        }
        return JsonRpc.parse(body)
                .filter(message ->
                        JsonRpc.kind(message) == JsonRpc.Kind.RESPONSE && isMine(message) && !message.has("error"))
                .orElse(null);
    }

    /** The connection broke on which it was sent. */
    void brokenOff(IOException failed) {
        if (upstream.isPending(call)) {
            fail(upstream.brokenOff(failed));
        }
    }

    private boolean isMine(ObjectNode message) {
        JsonNode id = message.path("id");
        return id.isMissingNode() || id.isNull() || (id.canConvertToLong() && id.longValue() == call.id());
    }

    private void read(Exchange exchange) throws IOException {
        EventReader reader = new EventReader(exchange.body(), RemoteWire.MAX_MESSAGE, lastId, null);
        try {
            for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
                if (event.data().length > 0) {
                    upstream.messages().receive(event.data(), this, unasked);
                }
                if (!upstream.isPending(call)) {
                    // What follows is nothing but the end of the stream, and the connection can be used again then.
                    exchange.finish();
                    return;
                }
            }
        } finally {
            lastId = reader.lastId();
            Duration retry = reader.retry();
            retryMillis = retry == null ? retryMillis : Math.min(retry.toMillis(), LONGEST_RETRY_MILLIS);
        }
    }

    private void broken(IOException failed) {
        if (!upstream.isPending(call)) {
            // It was cut because nobody waits for it any more, which says nothing of the server.
            return;
        }
        if (failed instanceof AddressRefusedException) {
            throw new UpstreamException(
                    Reason.NOT_STARTED, upstream.label() + " cannot be connected to: " + failed.getMessage());
        }
        UpstreamException why = failed instanceof UnreachableException unreachable
                ? upstream.unreachable(unreachable)
                : upstream.brokenOff(failed);
        if (!canBeResumed()) {
            throw why;
        }
    }

    /** A stream of the legacy era that has told where it was may be taken up again (specification 2025-11-25, "Resumability"). */
    private boolean canBeResumed() {
        return era == Era.LEGACY && !lastId.isEmpty() && !wire.isOfOneStream();
    }

    private void resume() {
        int failures = 0;
        for (int i = 0; upstream.isPending(call) && !wire.isOfOneStream(); i++) {
            if (!canBeResumed() || i >= MAX_RESUMPTIONS || failures >= MAX_FAILURES) {
                throw new UpstreamException(
                        Reason.ENDED, upstream.label() + " closed its answer before it was complete");
            }
            pause();
            try (Exchange exchange = wire.exchange()) {
                if (!upstream.begins(call, exchange)) {
                    return;
                }
                exchange.send(wire.listen(wire.session(), lastId));
                upstream.reached();
                if (exchange.status() != OK || !exchange.mediaType().equals(RemoteWire.EVENTS)) {
                    throw upstream.refused(exchange.status());
                }
                read(exchange);
                failures = 0;
            } catch (IOException failed) {
                failures++;
                broken(failed);
            } finally {
                upstream.ends(call);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(retryMillis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(Reason.ENDED, "The gateway is stopping");
        }
    }
}
