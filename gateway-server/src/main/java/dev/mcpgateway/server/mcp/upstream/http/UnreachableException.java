package dev.mcpgateway.server.mcp.upstream.http;

import java.io.IOException;

/** There was no connection to a server, so nothing was sent to it. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
