/** The Model Context Protocol side of the gateway. */
@NullMarked
package dev.mcpgateway.server.mcp;

import org.jspecify.annotations.NullMarked;
