package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.process.Throttle;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.AddressRefusedException;
import dev.mcpgateway.server.mcp.upstream.http.EventReader;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.UnreachableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One call over HTTP, from its request to its answer: an object, or what comes on a stream of events. On a thread of its own. */
final class WholeCall implements Runnable {
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
    private final RemoteCall call;
    private final PendingCall pending;
    private final Throttle unasked = new Throttle(UNASKED_PER_SECOND);
    private String lastId = "";
    private long retryMillis = DEFAULT_RETRY_MILLIS;

    WholeCall(RemoteUpstream upstream, RemoteWire wire, RemoteCall call) {
        this.upstream = upstream;
        this.wire = wire;
        this.call = call;
        this.pending = call.call();
    }

    RemoteCall call() {
        return call;
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
            upstream.fail(pending, Failures.cause(failure));
        }
    }

    /** How the beginning of an answer is come by. */
    private interface Opening {
        void of(Exchange exchange) throws IOException;
    }

    private void perform(boolean isSecond) {
        Session session = wire.session();
        perform(wire.exchange(), fresh -> fresh.send(call.request(wire, session, upstream.tools())), session, isSecond);
    }

    private void perform(Exchange exchange, Opening opening, Session session, boolean isSecond) {
        boolean isLost = false;
        boolean isMismatch = false;
        try (exchange) {
            if (!upstream.begins(pending, exchange)) {
                return;
            }
            opening.of(exchange);
            upstream.reached();
            pending.status(exchange.status());
            if (call.method().equals("initialize")) {
                wire.offered(exchange.header("mcp-session-id"));
            }
            isLost = exchange.status() == NOT_FOUND && call.era() == Era.LEGACY && session.id() != null && !isSecond;
            if (!isLost) {
                isMismatch = take(exchange, isSecond);
            }
        } catch (IOException failed) {
            broken(failed);
        } finally {
            upstream.ends(pending);
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
        if (upstream.eraCheck().isDoubtful(call.method(), status, message)
                && upstream.eraCheck().hasTurned()) {
            throw upstream.turned();
        }
        if (message != null && call.isAnsweredBy(message)) {
            boolean isMismatch = message.path("error").path("code").asInt() == HEADER_MISMATCH
                    && call.method().equals("tools/call")
                    && call.era() == Era.MODERN
                    && !isSecond;
            if (!isMismatch) {
                upstream.answered(call, message, body.length);
            }
            return isMismatch;
        }
        boolean isAccepted = status >= OK && status < 300;
        if (isAccepted && wire.isOfOneStream()) {
            return false;
        } else if (isAccepted) {
            throw upstream.malformed("answered " + call.method() + " with something else than an MCP message");
        }
        throw upstream.refused(status);
    }

    private void read(Exchange exchange) throws IOException {
        EventReader reader = new EventReader(exchange.body(), RemoteWire.MAX_MESSAGE, lastId, null);
        try {
            for (EventReader.Event event = reader.next(); event != null; event = reader.next()) {
                if (event.data().length > 0) {
                    upstream.messages().receive(event.data(), call, unasked);
                }
                if (!upstream.isPending(pending)) {
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
        if (!upstream.isPending(pending)) {
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
        return call.era() == Era.LEGACY && !lastId.isEmpty() && !wire.isOfOneStream();
    }

    private void resume() {
        int failures = 0;
        for (int i = 0; upstream.isPending(pending) && !wire.isOfOneStream(); i++) {
            if (!canBeResumed() || i >= MAX_RESUMPTIONS || failures >= MAX_FAILURES) {
                throw new UpstreamException(
                        Reason.ENDED, upstream.label() + " closed its answer before it was complete");
            }
            pause();
            try (Exchange exchange = wire.exchange()) {
                if (!upstream.begins(pending, exchange)) {
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
                upstream.ends(pending);
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
