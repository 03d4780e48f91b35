/** The change logs: one over files, one in memory; and the rules for files that requests name. */
@NullMarked
package dev.mcpgateway.server.store;

import org.jspecify.annotations.NullMarked;
