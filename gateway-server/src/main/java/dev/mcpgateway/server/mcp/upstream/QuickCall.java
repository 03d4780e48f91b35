package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.RemoteWire.Session;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import dev.mcpgateway.server.mcp.upstream.http.Exchange;
import dev.mcpgateway.server.mcp.upstream.http.Request;
import java.io.IOException;

/**
 * A call on the thread of one who waits for it, as long as it goes as most do: there is a connection, and a short result comes soon.
 * Whatever takes longer, or more than one request, goes on in the lane of the server, as if nothing of the answer had been read.
 */
final class QuickCall implements Runnable {
    private static final String METHOD = "tools/call";
    private static final int MOST_MILLIS = 100;
    private static final int MOST_SENT = 16 * 1024;
    private static final int MOST_RECEIVED = 64 * 1024;

    private final RemoteUpstream upstream;
    private final RemoteWire wire;
    private final RemoteCall call;
    private final RemoteLane.Place place;

    /** What becomes of a beginning. */
    private enum Stage {
        NOT_SENT,
        SENT,
        OVER
    }

    /** @param place of the call in its lane */
    QuickCall(RemoteUpstream upstream, RemoteWire wire, RemoteCall call, RemoteLane.Place place) {
        this.upstream = upstream;
        this.wire = wire;
        this.call = call;
        this.place = place;
    }

    /** Whether calls of {@code method} are worth it. */
    static boolean suits(String method, RemoteWire wire) {
        // Others may be sent a second time where a connection breaks, on one that is to be made first.
        return method.equals(METHOD) && !wire.isOfOneStream();
    }

    @Override
    public void run() {
        Session session = wire.session();
        Exchange exchange = wire.exchange();
        Stage stage = Stage.OVER;
        try {
            stage = begin(exchange, session);
        } catch (IOException failed) {
            call.brokenOff(failed);
        } catch (RuntimeException unexpected) {
            call.fail(unexpected);
        } finally {
            if (stage == Stage.OVER) {
                exchange.close();
                upstream.ends(call.call());
                place.leave();
            }
        }
        if (stage == Stage.SENT) {
            Runnable rest = () -> call.goOn(exchange, session);
            if (!place.run(rest)) {
                // The server works on it, and this thread has nothing better to do.
                place.runHere(rest);
            }
        } else if (stage == Stage.NOT_SENT && !place.run(call)) {
            place.leave();
            call.fail(new UpstreamException(Reason.OVERLOADED, "Too many calls of remote servers are under way"));
        }
    }

    private Stage begin(Exchange exchange, Session session) throws IOException {
        Request request = call.request(session);
        if (!upstream.begins(call.call(), exchange)) {
            return Stage.OVER;
        }
        if (request.length() > MOST_SENT || !exchange.sendAtOnce(request)) {
            return Stage.NOT_SENT;
        }
        byte[] body = exchange.receiveSoon(MOST_MILLIS, MOST_RECEIVED);
        if (body == null) {
            return Stage.SENT;
        }
        ObjectNode message = call.result(exchange, body);
        if (message == null) {
            exchange.unreceive();
            return Stage.SENT;
        }
        upstream.reached();
        call.call().status(exchange.status());
        // So that who hears of the answer finds the connection free, and room for another call.
        exchange.close();
        upstream.answered(call, message, body.length);
        return Stage.OVER;
    }
}
