/** Stands in for a gateway in the tests of programs that use the client. */
@NullMarked
package dev.mcpgateway.client.testing;

import org.jspecify.annotations.NullMarked;
