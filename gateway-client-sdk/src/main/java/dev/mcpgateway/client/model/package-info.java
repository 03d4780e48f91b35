/**
 * What operations take and give.
 *
 * <p>Records are answers. They only grow: a new component comes last and is nullable, fields that are not known are passed over. What is
 * taken, where more than two parts are optional, has a builder. Times are UTC with microseconds. Values that may be secret are {@link
 * dev.mcpgateway.client.Secret}s.
 */
@NullMarked
package dev.mcpgateway.client.model;

import org.jspecify.annotations.NullMarked;
