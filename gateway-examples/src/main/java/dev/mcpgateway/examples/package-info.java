/** Runnable examples of the gateway's Java client, each a class with a {@code main} to read and to copy from. */
@NullMarked
package dev.mcpgateway.examples;

import org.jspecify.annotations.NullMarked;
