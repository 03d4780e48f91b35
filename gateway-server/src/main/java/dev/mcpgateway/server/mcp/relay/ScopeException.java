package dev.mcpgateway.server.mcp.relay;

/** The scopes of the key do not allow what is asked. */
final class ScopeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScopeException() {
        super("The key's scopes do not allow this", null, false, false);
    }
}
