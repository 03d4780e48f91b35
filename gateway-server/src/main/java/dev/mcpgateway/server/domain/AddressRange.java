package dev.mcpgateway.server.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address, or a network in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3). */
public final class AddressRange {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** In full, and without zeros before a number: some read such a one as octal. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** What the JDK reads as an IPv6 address or refuses; anything else may be a name to it, which it would look up. */
    private static final Pattern IPV6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    private static final int MAPPED_BITS = 96;

    /** The network, then its mask: a word each for IPv4, four for IPv6. */
    private final int[] words;

    private final String text;

    private AddressRange(byte[] network, int prefix, String text) {
        int size = network.length / Integer.BYTES;
        this.words = new int[2 * size];
        for (int i = 0; i < size; i++) {
            words[i] = word(network, i);
            words[size + i] = ones(prefix - i * Integer.SIZE);
        }
        this.text = text;
    }

    /**
     * Reads {@code 10.0.0.1}, {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}; IPv4 mapped into IPv6, such as
     * {@code ::ffff:10.0.0.0/104}, is read as IPv4.
     *
     * @throws IllegalArgumentException when it is none of these, or bits beyond the prefix are set
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash), text);
        int prefix = address.length * Byte.SIZE;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            boolean isMapped = address.length == Integer.BYTES && text.indexOf(':') >= 0;
            int bits = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) - (isMapped ? MAPPED_BITS : 0) : -1;
            if (bits < 0 || bits > prefix) {
                throw refused(text);
            }
            prefix = bits;
        }
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            if (bit(address, bit) != 0) {
                throw new IllegalArgumentException("'" + text + "' has bits set beyond its prefix");
            }
        }
        return new AddressRange(address, prefix, text);
    }

    /** Whether {@code address}, a literal, is in the range; an IPv4 address mapped into IPv6 counts as IPv4. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return 2 * bytes.length == words.length * Integer.BYTES && isIn(words, 0, bytes);
    }

    /** {@code ranges} in a row, for {@link #anyContains}: where those of IPv6 begin, those of IPv4, those of IPv6. */
    static int[] inARow(List<AddressRange> ranges) {
        int ipv6 = 1;
        int length = 1;
        for (AddressRange range : ranges) {
            ipv6 += range.isIpv4() ? range.words.length : 0;
            length += range.words.length;
        }
        int[] row = new int[length];
        row[0] = ipv6;
        int nextIpv4 = 1;
        for (AddressRange range : ranges) {
            int next = range.isIpv4() ? nextIpv4 : ipv6;
            System.arraycopy(range.words, 0, row, next, range.words.length);
            if (range.isIpv4()) {
                nextIpv4 += range.words.length;
            } else {
                ipv6 += range.words.length;
            }
        }
        return row;
    }

    /** Whether any of the ranges that {@link #inARow} put there has {@code address}, of 4 or 16 bytes. */
    static boolean anyContains(int[] row, byte[] address) {
        boolean isIpv4 = address.length == Integer.BYTES;
        int end = isIpv4 ? row[0] : row.length;
        for (int range = isIpv4 ? 1 : row[0]; range < end; range += 2 * address.length / Integer.BYTES) {
            if (isIn(row, range, address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the range that begins at {@code start} of {@code words} has {@code address}, which is of the same length. */
    private static boolean isIn(int[] words, int start, byte[] address) {
        int size = address.length / Integer.BYTES;
        for (int i = 0; i < size; i++) {
            if (((word(address, i) ^ words[start + i]) & words[start + size + i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isIpv4() {
        return words.length == 2;
    }

    /** The {@code i}-th four bytes of {@code address}, the first in the highest place. */
    private static int word(byte[] address, int i) {
        int at = i * Integer.BYTES;
        return (address[at] & 0xff) << 24
                | (address[at + 1] & 0xff) << 16
                | (address[at + 2] & 0xff) << 8
                | (address[at + 3] & 0xff);
    }

    /** The highest {@code count} bits of a word; none for a negative count, and no more than there are. */
    private static int ones(int count) {
        return count <= 0 ? 0 : -1 << (Integer.SIZE - Math.min(count, Integer.SIZE));
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The address that {@code text} is, looked up nowhere. */
    public static InetAddress address(String text) {
        try {
            return InetAddress.getByAddress(literal(text, text));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    private static byte[] literal(String address, String whole) {
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            throw refused(whole);
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException malformed) {
            throw refused(whole);
        }
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("'" + text + "' is no IP address and no network such as 10.0.0.0/8");
    }
}
