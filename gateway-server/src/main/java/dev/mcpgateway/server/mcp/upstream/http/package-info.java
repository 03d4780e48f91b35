/** HTTP/1.1 as a client of servers that somebody else has named: pooled connections to addresses that were checked. */
@NullMarked
package dev.mcpgateway.server.mcp.upstream.http;

import org.jspecify.annotations.NullMarked;
