package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Empty;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.KeyHolder;
import dev.mcpgateway.server.keys.KeyRefusedException;
import dev.mcpgateway.server.mcp.relay.Metering;
import dev.mcpgateway.server.mcp.relay.Relay;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.function.BooleanSupplier;

/** Both generations of the protocol on one endpoint; which of them a message is of, each says itself. */
public final class Transports {
    private final LegacyTransport legacy;
    private final ModernTransport modern;
    private final BooleanSupplier servesSessionless;

    /** @param servesSessionless whether clients at present need no session whose version has them */
    public Transports(Sessions sessions, Relay relay, String gatewayVersion, BooleanSupplier servesSessionless) {
        this.legacy = new LegacyTransport(sessions, relay, gatewayVersion);
        this.modern = new ModernTransport(sessions, relay, gatewayVersion);
        this.servesSessionless = servesSessionless;
    }

    /** Whether a request costs nothing: it only asks whether somebody is there. */
    public boolean isFree(Request http, ObjectNode message) {
        return JsonRpc.method(message).equals("ping") && !Versions.isModern(http, message);
    }

    /**
     * Answers a request.
     *
     * @param metering is told what came of it, before the client is
     * @throws KeyRefusedException where the key's scopes do not allow it
     */
    public Response request(Request http, KeyHolder holder, ObjectNode message, Metering metering)
            throws InterruptedException {
        if (Versions.isModern(http, message)) {
            return modern.request(http, holder, message, metering);
        }
        return isSessionless(http, message)
                ? modern.sessionless(http, holder, message, metering)
                : legacy.request(http, holder, message, metering);
    }

    /** Takes a notification or a response. */
    public Response take(Request http, KeyHolder holder, ObjectNode message) {
        if (Versions.isModern(http, message)) {
            return modern.take(message);
        }
        return isSessionless(http, message) ? Empty.of(202) : legacy.take(http, holder, message);
    }

    /** Answers GET. */
    public Response listen(Request http, KeyHolder holder) {
        return legacy.listen(http, holder);
    }

    /** Answers DELETE. */
    public Response end(Request http, KeyHolder holder) {
        return legacy.end(http, holder);
    }

    private boolean isSessionless(Request http, ObjectNode message) {
        return servesSessionless.getAsBoolean() && Versions.isSessionless(http, message);
    }
}
