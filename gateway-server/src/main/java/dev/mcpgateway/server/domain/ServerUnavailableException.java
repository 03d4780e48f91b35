package dev.mcpgateway.server.domain;

/** An MCP server did not start, or did not answer. */
public final class ServerUnavailableException extends DomainException {
    private static final long serialVersionUID = 1;

    public ServerUnavailableException(String message) {
        super(message);
    }
}
