package dev.mcpgateway.server.ops;

import dev.mcpgateway.server.http.Request;
import java.util.List;
import java.util.Set;

/**
 * Whose request it is: the peer of the connection, or, where that is a trusted proxy, the right-most address of
 * {@code X-Forwarded-For} that is not.
 */
public final class ClientAddress {
    private final Set<String> trustedProxies;

    /** @param trustedProxies addresses as the peer of a connection shows them */
    public ClientAddress(List<String> trustedProxies) {
        this.trustedProxies = Set.copyOf(trustedProxies);
    }

    public String of(Request request) {
        String peer = request.peer().getAddress() == null
                ? request.peer().getHostString()
                : request.peer().getAddress().getHostAddress();
        if (!trustedProxies.contains(peer)) {
            return peer;
        }
        String[] hops = String.join(",", request.headers("X-Forwarded-For")).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!trustedProxies.contains(hop)) {
                return hop.matches("[0-9A-Fa-f.:]{2,45}") ? hop : peer;
            }
        }
        return peer;
    }
}
