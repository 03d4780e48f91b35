/**
 * The Streamable HTTP transport of the versions with sessions, 2025-03-26 to 2025-11-25: what is said in answer to a request, what a
 * server says of its own accord, and what a client missed while it was away (specification, "Transports").
 */
@NullMarked
package dev.mcpgateway.server.mcp.session;

import org.jspecify.annotations.NullMarked;
