/**
 * The MCP server that the official conformance suite and the tests of the gateway talk to: all its tools, resources and prompts, in both
 * eras of the protocol, over stdio and over Streamable HTTP. It is a peer of the gateway, so it is written by hand against the
 * specification.
 */
@NullMarked
package dev.mcpgateway.server.mcp.conformance;

import org.jspecify.annotations.NullMarked;
