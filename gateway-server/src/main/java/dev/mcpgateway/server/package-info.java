/** The gateway as one object: options in, a running server out. */
@NullMarked
package dev.mcpgateway.server;

import org.jspecify.annotations.NullMarked;
