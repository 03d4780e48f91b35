/** What an application can put in or beside the client: a transport, interceptors, an observation. */
@NullMarked
package dev.mcpgateway.client.spi;

import org.jspecify.annotations.NullMarked;
