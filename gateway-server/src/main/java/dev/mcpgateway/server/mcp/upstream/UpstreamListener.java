package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Hears what a server sends of its own accord. Called on the thread that reads from the server: it must not block. */
public interface UpstreamListener {
    /** Hears nothing and can be asked nothing. */
    UpstreamListener NONE = new UpstreamListener() {
        @Override
        public void notification(ObjectNode message) {}

        @Override
        public void request(ServerRequest request) {
            request.refuse(JsonRpc.METHOD_NOT_FOUND, "The client cannot be asked");
        }
    };

    /** A notification that belongs to no call, such as {@code notifications/message} and list changes; not to be changed. */
    void notification(ObjectNode message);

    /** A request to the client, such as {@code sampling/createMessage}; it is answered now or later. */
    void request(ServerRequest request);
}
