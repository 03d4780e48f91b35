package dev.mcpgateway.server.mcp.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Exchange;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ServerRequest;
import dev.mcpgateway.server.mcp.upstream.UpstreamListener;
import java.util.function.Consumer;

/**
 * What one server says to a session of its own accord. It goes with the answer to the request that the server works on, the latest of
 * several, because over a pipe nothing tells what belongs together; without one, to where the client listens.
 */
final class ServerVoice implements UpstreamListener {
    private final String server;
    private final Exchanges exchanges;
    private final MessageStream listening;
    private final ServerRequests asked;
    private final ListChanges listChanges;

    ServerVoice(
            String server,
            Exchanges exchanges,
            MessageStream listening,
            ServerRequests asked,
            ListChanges listChanges) {
        this.server = server;
        this.exchanges = exchanges;
        this.listening = listening;
        this.asked = asked;
        this.listChanges = listChanges;
    }

    @Override
    public void notification(ObjectNode message) {
        String method = JsonRpc.method(message);
        if (ListChanges.areToldBy(method)) {
            listChanges.changed(method);
        } else if (method.equals("notifications/resources/updated")) {
            listening.send(message);
        } else {
            outlet().accept(message);
        }
    }

    @Override
    public void request(ServerRequest request) {
        asked.ask(request, outlet());
    }

    private Consumer<ObjectNode> outlet() {
        Exchange exchange = exchanges.latestAt(server);
        return exchange == null ? listening::send : exchange::send;
    }
}
