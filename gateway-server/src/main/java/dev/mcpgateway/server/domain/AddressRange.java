package dev.mcpgateway.server.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
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

    private final int length;
    private final long first;
    private final long second;
    private final int prefix;
    private final String text;

    private AddressRange(byte[] network, int prefix, String text) {
        this.length = network.length;
        this.first = word(network, 0);
        this.second = word(network, Long.BYTES);
        this.prefix = prefix;
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
        return bytes.length == length
                && ((word(bytes, 0) ^ first) & ones(prefix)) == 0
                && ((word(bytes, Long.BYTES) ^ second) & ones(prefix - Long.SIZE)) == 0;
    }

    /** The eight bytes of {@code address} from {@code from} on, the first in the highest place; 0 for those it has not. */
    private static long word(byte[] address, int from) {
        long word = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            word = word << Byte.SIZE | (i < address.length ? address[i] & 0xff : 0);
        }
        return word;
    }

    /** The highest {@code count} bits of a word; none for a negative count, and no more than there are. */
    private static long ones(int count) {
        return count <= 0 ? 0 : -1L << (Long.SIZE - Math.min(count, Long.SIZE));
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
