/** A typed client of the gateway's REST admin API. */
@NullMarked
package dev.mcpgateway.client;

import org.jspecify.annotations.NullMarked;
