package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.JsonRpc.Kind;
import java.io.IOException;

/** Requests of the modern era over HTTP: without sessions, each with the headers that say what is in it. */
final class ModernHttp {
    private final Core core;

    ModernHttp(Core core) {
        this.core = core;
    }

    void post(Http http, ObjectNode message) throws IOException {
        if (JsonRpc.kind(message) != Kind.REQUEST) {
            http.empty(JsonRpc.kind(message) == Kind.NOTIFICATION ? 202 : 400);
            return;
        }
        try {
            RequestHeaders.check(http, message, core);
        } catch (RpcError error) {
            http.json(400, error.response(message.get("id")));
            return;
        }
        PostReply reply = new PostReply(http, true);
        core.request(Era.MODERN, message, new Client(reply), reply).run();
    }
}
