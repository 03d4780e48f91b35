package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.JsonRpc.Kind;
import java.io.IOException;

/** The answer to one POST: an object where the response comes first, else a stream of events that ends with it. */
final class PostReply implements Outlet {
    private final Http http;
    private final boolean statusTellsError;
    private boolean streaming;

    /** With {@code statusTellsError} the HTTP status says what the code of an error says. */
    PostReply(Http http, boolean statusTellsError) {
        this.http = http;
        this.statusTellsError = statusTellsError;
    }

    @Override
    public synchronized boolean send(ObjectNode message) {
        boolean last = JsonRpc.kind(message) == Kind.RESPONSE;
        try {
            if (last && !streaming) {
                http.json(status(message.at("/error/code").asInt()), message);
                return true;
            }
            if (!streaming) {
                http.startEvents();
                streaming = true;
            }
            http.write("data: " + message + "\n\n");
            if (last) {
                http.end();
            }
            return true;
        } catch (IOException gone) {
            http.end();
            return false;
        }
    }

    private int status(int code) {
        if (!statusTellsError) {
            return 200;
        }
        return switch (code) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case RpcError.HEADER_MISMATCH, RpcError.MISSING_CAPABILITY, RpcError.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
    }
}
