package dev.mcpgateway.server.mcp.upstream;

/**
 * Which server of which configuration.
 *
 * @param config the configuration's id
 * @param server the server's name in it
 */
public record ServerId(String config, String server) {}
