/** The other ends of a gateway in tests: clients that speak MCP over HTTP, and servers that are processes. */
package dev.mcpgateway.server.mcp.peer;
