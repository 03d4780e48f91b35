package dev.mcpgateway.server;

import java.net.BindException;

/** It is the port for clients of {@code /mcp} that cannot be listened on, and not that of the admin API. */
public final class McpPortTakenException extends BindException {
    private static final long serialVersionUID = 1L;

    McpPortTakenException(BindException taken) {
        super(taken.getMessage());
        initCause(taken);
    }
}
