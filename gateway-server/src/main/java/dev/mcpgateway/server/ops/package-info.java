/** What operators see of the running gateway: the access log and the metrics. */
@NullMarked
package dev.mcpgateway.server.ops;

import org.jspecify.annotations.NullMarked;
