package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.GatewayState;

/**
 * A state that is durable.
 *
 * @param journalEnd where in the journal the last of its commits ends
 */
record Published(GatewayState state, long journalEnd) {}
