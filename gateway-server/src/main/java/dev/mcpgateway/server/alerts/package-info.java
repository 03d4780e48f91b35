/**
 * Tells administrators what they want to be told of keys: {@link dev.mcpgateway.server.alerts.AlertWatch} looks, {@link
 * dev.mcpgateway.server.alerts.Webhooks} carries it to where it is wanted.
 */
@NullMarked
package dev.mcpgateway.server.alerts;

import org.jspecify.annotations.NullMarked;
