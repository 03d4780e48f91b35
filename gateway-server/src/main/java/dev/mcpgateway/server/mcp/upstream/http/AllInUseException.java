package dev.mcpgateway.server.mcp.upstream.http;

import java.io.IOException;

/** No connection to a server has become free in time, so nothing was sent to it. */
public final class AllInUseException extends IOException {
    private static final long serialVersionUID = 1;

    AllInUseException() {
        super("all connections to it are in use");
    }
}
