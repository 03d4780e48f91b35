package dev.mcpgateway.server.mcp.relay;

/**
 * A tool that is called.
 *
 * @param server what the configuration calls its server
 * @param name what its server calls it
 */
public record CalledTool(String server, String name) {}
