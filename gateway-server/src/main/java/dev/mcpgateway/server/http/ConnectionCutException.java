package dev.mcpgateway.server.http;

import java.io.IOException;

/** The connection is of no more use: a deadline has passed, or its framing is lost. */
final class ConnectionCutException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionCutException() {
        super("the connection was cut");
    }
}
