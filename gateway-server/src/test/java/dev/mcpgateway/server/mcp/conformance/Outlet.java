package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the messages go that belong to one request: its response stream over HTTP, the output of the process over stdio. */
interface Outlet {
    /** Sends {@code message}; false if nobody is there any more to read it. A response is the last message of an outlet over HTTP. */
    boolean send(ObjectNode message);

    /** Ends the connection in the middle of a call where the transport can resume it; elsewhere nothing happens. */
    default void disconnect() {}
}
