package dev.mcpgateway.server.domain;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where something on the web is: {@code http} or {@code https}, a host, and neither a password nor a fragment. */
public record HttpUrl(URI uri) {
    /** What a text must be. */
    public static final String RULE =
            "must be an http or https URL of at most 2048 characters, with a host, without user info and fragment";

    private static final int LONGEST = 2_048;
    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException when it is none */
    public static HttpUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(RULE, malformed);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isFit = text.length() <= LONGEST
                && text.chars().allMatch(c -> c < 0x7F)
                && (scheme.equals("http") || scheme.equals("https"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.getPort() != 0
                && uri.getPort() <= HIGHEST_PORT;
        if (!isFit) {
            throw new IllegalArgumentException(RULE);
        }
        return new HttpUrl(uri);
    }

    public boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The host's name, or its address without brackets. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        return uri.getPort() > 0 ? uri.getPort() : isSecure() ? 443 : 80;
    }

    /** What a {@code Host} field says: the port where it is not the usual one. */
    public String authority() {
        return uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
    }

    /** What is asked for there. */
    public String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Whether it can be seen, without a look-up, that it is not on the public Internet. What it cannot be seen of may not be either. */
    public boolean isPlainlyPrivate() {
        String host = host().toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        InetAddress address;
        try {
            address = AddressRange.address(host);
        } catch (IllegalArgumentException name) {
            return false;
        }
        return !PublicAddress.is(address);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
