/** Child processes that speak in lines: how they are launched, watched and ended, whole trees of them. */
@NullMarked
package dev.mcpgateway.server.mcp.process;

import org.jspecify.annotations.NullMarked;
