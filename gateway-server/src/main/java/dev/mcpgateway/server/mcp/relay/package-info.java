/**
 * What clients are answered, of whichever generation of the protocol: the tools, resources and prompts of a configuration's servers
 * as if they were one server's (contract: mcp.md, "Aggregation").
 */
@NullMarked
package dev.mcpgateway.server.mcp.relay;

import org.jspecify.annotations.NullMarked;
