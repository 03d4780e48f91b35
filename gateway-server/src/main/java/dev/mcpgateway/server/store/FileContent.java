package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.GatewayState;

/**
 * What the configuration file holds.
 *
 * @param state what it says, as the commit that it holds everything up to
 * @param sha256 of its bytes, in lower-case hex
 */
record FileContent(GatewayState state, String sha256) {
    long seq() {
        return state.seq();
    }

    boolean hasClearKeys() {
        return state.unhashedKeys().size() > 0;
    }
}
