/**
 * How much the keys are used: {@link dev.mcpgateway.server.usage.UsageMeter} counts, {@link dev.mcpgateway.server.usage.UsageFile}
 * keeps it from one run to the next.
 */
@NullMarked
package dev.mcpgateway.server.usage;

import org.jspecify.annotations.NullMarked;
