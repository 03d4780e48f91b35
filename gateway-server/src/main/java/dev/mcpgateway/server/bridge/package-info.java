/**
 * The bridge for MCP clients that can only start commands: JSON-RPC lines on standard input and output on the one side, the
 * gateway's Streamable HTTP on the other.
 */
@NullMarked
package dev.mcpgateway.server.bridge;

import org.jspecify.annotations.NullMarked;
