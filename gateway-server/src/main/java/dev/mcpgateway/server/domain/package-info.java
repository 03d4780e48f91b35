/**
 * What the gateway administers and the rules for changing it: immutable records, one immutable {@link
 * dev.mcpgateway.server.domain.GatewayState}, and services that turn a wish into {@link dev.mcpgateway.server.domain.Change}s.
 *
 * <p>Plain Java: nothing here knows HTTP, JSON or files. What the domain needs of the outside is a port in this package
 * ({@link dev.mcpgateway.server.domain.ChangeLog}, {@link dev.mcpgateway.server.domain.KeyMinter}).
 */
@NullMarked
package dev.mcpgateway.server.domain;

import org.jspecify.annotations.NullMarked;
