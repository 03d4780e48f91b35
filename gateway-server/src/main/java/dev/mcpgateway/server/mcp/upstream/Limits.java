package dev.mcpgateway.server.mcp.upstream;

/**
 * How many children may run at once, those that are being ended included.
 *
 * @param perServer of one server
 * @param total of all servers
 */
public record Limits(int perServer, int total) {
    public static final Limits DEFAULT = new Limits(64, 256);
}
