/** What the tests of all packages share: a gateway in a test, the calls made to it, its clock and its randomness. */
@NullMarked
package dev.mcpgateway.server.testing;

import org.jspecify.annotations.NullMarked;
