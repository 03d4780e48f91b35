/**
 * The MCP servers that the gateway is a client of: connections to them, and the supervisor that starts, shares, restarts and ends
 * them. Knows nothing of HTTP requests; {@code /mcp} and the admin API use it through {@link
 * dev.mcpgateway.server.mcp.upstream.UpstreamSupervisor}.
 */
@NullMarked
package dev.mcpgateway.server.mcp.upstream;

import org.jspecify.annotations.NullMarked;
