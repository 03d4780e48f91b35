package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request of a server without the server: what the server is sent for it. */
public final class AskedOfClients {
    private final List<ObjectNode> answers = new ArrayList<>();
    private final List<ObjectNode> progress = new ArrayList<>();
    private final ServerRequest request;

    /** @param json the request */
    public AskedOfClients(String json) {
        this.request = new ServerRequest(
                JsonRpc.parse(json.getBytes(StandardCharsets.UTF_8)).orElseThrow(), answers::add, progress::add);
    }

    public ServerRequest request() {
        return request;
    }

    /** The server wants no answer any more. */
    public void cancel() {
        request.cancel();
    }

    public List<ObjectNode> answers() {
        return answers;
    }

    public List<ObjectNode> progress() {
        return progress;
    }
}
