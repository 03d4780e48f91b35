/** Why a call has failed: {@link dev.mcpgateway.client.error.GatewayException} and its closed set of kinds. */
@NullMarked
package dev.mcpgateway.client.error;

import org.jspecify.annotations.NullMarked;
