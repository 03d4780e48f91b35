package dev.mcpgateway.server.ops;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.http.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is: the peer of the connection, or, where that is a trusted proxy, the right-most address of
 * {@code X-Forwarded-For} that is not one.
 */
public final class ClientAddress {
    private final Supplier<List<AddressRange>> trustedProxies;

    /** @param trustedProxies those at present */
    public ClientAddress(Supplier<List<AddressRange>> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    public InetAddress of(Request request) {
        InetAddress peer = request.peer().getAddress();
        if (!isTrusted(peer)) {
            return peer;
        }
        String[] hops = String.join(",", request.headers("X-Forwarded-For")).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop = parse(hops[i].strip());
            if (hop == null) {
                break;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return peer;
    }

    private boolean isTrusted(InetAddress address) {
        return trustedProxies.get().stream().anyMatch(range -> range.contains(address));
    }

    /** What is no address is not believed, nor is what stands before it. */
    private static @Nullable InetAddress parse(String hop) {
        try {
            return AddressRange.address(hop);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
