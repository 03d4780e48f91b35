/** How host names become addresses. */
@NullMarked
package dev.mcpgateway.server.net;

import org.jspecify.annotations.NullMarked;
