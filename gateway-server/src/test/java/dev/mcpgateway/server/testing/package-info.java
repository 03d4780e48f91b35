/** What tests of several packages share. */
@NullMarked
package dev.mcpgateway.server.testing;

import org.jspecify.annotations.NullMarked;
