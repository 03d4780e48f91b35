package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Secret;
import java.net.InetAddress;

/**
 * Who makes a request: a key that was proved and may be used now and from here.
 *
 * @param known the key as it was proved
 * @param project what it opens
 * @param state what both are of
 * @param secret the key itself, which signs its requests
 * @param client where the request comes from
 */
public record KeyHolder(KnownKey known, Project project, GatewayState state, Secret secret, InetAddress client) {

    /** The key's record. */
    public ApiKey key() {
        return known.record();
    }

    /** The key's public id alone. */
    @Override
    public String toString() {
        return "KeyHolder[" + known.id() + "]";
    }
}
