/** The command line: {@code secure-mcp-gateway}. */
@NullMarked
package dev.mcpgateway.server.cli;

import org.jspecify.annotations.NullMarked;
