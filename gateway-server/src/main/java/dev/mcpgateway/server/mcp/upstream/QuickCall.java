package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.Request;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A call on the thread of one who waits for it, as long as it goes as most do: there is a connection, and a short result comes soon.
 * Whatever takes longer, or more than one request, goes on in the lane of the server, as if nothing of the answer had been read.
 */
final class QuickCall implements Runnable {
    /** For so long what the server says meanwhile on another stream may not reach the client; what takes longer gains nothing here. */
    private static final int MOST_MILLIS = 100;

    /** What the system takes without the server having to read. */
    private static final int MOST_SENT = 16 * 1024;

    private static final int MOST_RECEIVED = 32 * 1024;
    private static final int OK = 200;

    private final RemoteUpstream upstream;
    private final RemoteWire wire;
    private final WholeCall whole;
    private final RemoteCall call;
    private final RemoteLane.Place place;

    /** How far it has come. */
    private enum Stage {
        NOT_SENT,
        SENT,
        OVER
    }

    /**
     * A call.
     *
     * @param whole goes on with it, or makes it
     * @param place of the call in its lane
     */
    QuickCall(RemoteUpstream upstream, RemoteWire wire, WholeCall whole, RemoteLane.Place place) {
        this.upstream = upstream;
        this.wire = wire;
        this.whole = whole;
        this.call = whole.call();
        this.place = place;
    }

    /** Whether {@code call} may be made so: one that can be repeated may need a new connection, which is not waited for here. */
    static boolean suits(RemoteCall call, RemoteWire wire) {
        return !call.isRepeatable() && !wire.isOfOneStream();
    }

    @Override
    public void run() {
        Session session = wire.session();
        Exchange exchange = wire.exchange();
        Stage stage = Stage.OVER;
        try {
            stage = begin(exchange, session);
        } catch (IOException failed) {
            exchange.close();
            upstream.fail(call.call(), upstream.brokenOff(failed));
        } catch (RuntimeException unexpected) {
            upstream.fail(call.call(), Failures.cause(unexpected));
        } finally {
            if (stage == Stage.OVER) {
                end(exchange);
            }
        }
        if (stage == Stage.SENT) {
            Runnable rest = () -> whole.goOn(exchange, session);
            if (!place.run(rest)) {
                // The server works on it already, and this thread would wait anyway.
                place.runHere(rest);
            }
        } else if (stage == Stage.NOT_SENT && !place.run(whole)) {
            end(exchange);
            upstream.fail(
                    call.call(),
                    new UpstreamException(Reason.OVERLOADED, "Too many calls of remote servers are under way"));
        }
    }

    private void end(Exchange exchange) {
        exchange.close();
        upstream.ends(call.call());
        place.leave();
    }

    private Stage begin(Exchange exchange, Session session) throws IOException {
        if (!upstream.begins(call.call(), exchange)) {
            return Stage.OVER;
        }
        Request request = call.request(wire, session, upstream.tools());
        if (request.length() > MOST_SENT || !exchange.sendAtOnce(request)) {
            return Stage.NOT_SENT;
        }
        byte[] body = exchange.receiveSoon(MOST_MILLIS, MOST_RECEIVED);
        if (body == null) {
            return Stage.SENT;
        }
        ObjectNode result = result(exchange, body);
        if (result == null) {
            exchange.unreceive();
            return Stage.SENT;
        }
        upstream.reached();
        call.call().status(exchange.status());
        // So that who hears of the answer finds the connection free.
        exchange.close();
        upstream.answered(call, result, body.length);
        return Stage.OVER;
    }

    /** The answer, where it is one that leaves nothing to be done; else null. */
    private @Nullable ObjectNode result(Exchange exchange, byte[] body) {
        if (exchange.status() != OK || !exchange.mediaType().endsWith("json")) {
            return null;
        }
        return JsonRpc.parse(body)
                .filter(message -> call.isAnsweredBy(message) && !message.has("error"))
                .orElse(null);
    }
}
