package dev.mcpgateway.server.mcp.upstream.http;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.PublicAddress;
import dev.mcpgateway.server.net.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Which addresses of a host may be connected to: public ones and those of this machine itself; others only where the gateway's
 * {@code allow_private_upstreams} says so, and those where clouds tell their machines' secrets never.
 */
public final class UpstreamAddresses {
    private static final int MOST = 3;

    /** Of AWS, Google, Azure and others, also as IPv6 carries them; of AWS and Google over IPv6; of Azure's agents; of Alibaba. */
    private static final List<AddressRange> METADATA = Stream.of(
                    "169.254.169.254/32",
                    "64:ff9b::a9fe:a9fe/128",
                    "2002:a9fe:a9fe::/48",
                    "169.254.170.2/32",
                    "169.254.170.23/32",
                    "fd00:ec2::254/128",
                    "fd00:ec2::23/128",
                    "fd20:ce::254/128",
                    "168.63.129.16/32",
                    "100.100.100.200/32")
            .map(AddressRange::parse)
            .toList();

    private final Resolver resolver;
    private final BooleanSupplier allowPrivate;

    public UpstreamAddresses(Resolver resolver, BooleanSupplier allowPrivate) {
        this.resolver = resolver;
        this.allowPrivate = allowPrivate;
    }

    /**
     * The first addresses of {@code host} that may be connected to.
     *
     * @throws AddressRefusedException when it has none of those
     * @throws IOException when it is not found
     */
    List<InetAddress> of(String host) throws IOException {
        List<InetAddress> permitted = Stream.of(resolver.addresses(host))
                .filter(this::isPermitted)
                .limit(MOST)
                .toList();
        if (permitted.isEmpty()) {
            throw new AddressRefusedException();
        }
        return permitted;
    }

    void close() {
        resolver.close();
    }

    private boolean isPermitted(InetAddress address) {
        if (METADATA.stream().anyMatch(range -> range.contains(address))) {
            return false;
        }
        return PublicAddress.is(address) || address.isLoopbackAddress() || allowPrivate.getAsBoolean();
    }
}
