package dev.mcpgateway.server.domain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public Internet from all others. A gateway that connects to where somebody else tells it to would
 * otherwise reach for them what only it can: itself, its network, its host's metadata. It is the address that is asked about
 * which the connection is made to, never the name that it was looked up by.
 */
public final class PublicAddress {
    /** The IANA registry of special-purpose IPv4 addresses, multicast, what is reserved, and Azure's metadata. */
    private static final List<AddressRange> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** What IANA has given out to be routed: loopback, link-local, unique local, multicast and the rest are outside of it. */
    private static final AddressRange GLOBAL_IPV6 = AddressRange.parse("2000::/3");

    /** Of it: Teredo and other protocols' own (2001::/23), documentation, and IPv4 in a tunnel. */
    private static final List<AddressRange> SPECIAL_IPV6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** IPv4 addresses as hosts with nothing but IPv6 see them (RFC 6052): what counts is the address inside. */
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private static final byte[] MAPPED_IPV4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final int IPV4_PLACE = 12;

    private PublicAddress() {}

    /** Whether {@code address} is one of the public Internet. */
    public static boolean is(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !isIn(SPECIAL_IPV4, address);
        }
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address) || Arrays.equals(bytes, 0, IPV4_PLACE, MAPPED_IPV4, 0, IPV4_PLACE)) {
            return is(embedded(bytes));
        }
        return GLOBAL_IPV6.contains(address) && !isIn(SPECIAL_IPV6, address);
    }

    private static InetAddress embedded(byte[] address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, IPV4_PLACE, address.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an IPv4 address has 4 bytes", impossible);
        }
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Arrays.stream(ranges).map(AddressRange::parse).toList();
    }
}
