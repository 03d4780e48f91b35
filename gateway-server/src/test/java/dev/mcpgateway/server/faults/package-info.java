/** The gateway as a process of its own that is killed, starved of disk, and asked afterwards what it still knows. */
@NullMarked
package dev.mcpgateway.server.faults;

import org.jspecify.annotations.NullMarked;
