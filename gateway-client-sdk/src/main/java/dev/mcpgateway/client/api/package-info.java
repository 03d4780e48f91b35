/**
 * The gateway's operations, in groups.
 *
 * <p>Each group is three lists of the same operations: {@code UsersApi} waits for them, {@code UsersAsyncApi} gives futures, and {@code
 * UserCalls} makes {@link dev.mcpgateway.client.Call}s, for answers with their status and header fields. {@link
 * dev.mcpgateway.client.GatewayClient} and {@link dev.mcpgateway.client.GatewayAsyncClient} are all groups in one.
 */
@NullMarked
package dev.mcpgateway.client.api;

import org.jspecify.annotations.NullMarked;
