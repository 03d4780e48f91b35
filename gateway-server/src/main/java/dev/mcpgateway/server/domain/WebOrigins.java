package dev.mcpgateway.server.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/** Origins and host names as a person writes them into settings. */
public final class WebOrigins {
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#@\\s]+");
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");

    private WebOrigins() {}

    /**
     * An origin as browsers send it (RFC 6454, section 6.2), or {@code *}: anything else would never match one.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static String origin(String value) {
        String origin = value.toLowerCase(Locale.ROOT);
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no origin: write it as https://app.example.com, without a path");
        }
        return origin;
    }

    /**
     * The name or the address of a host, without a port.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static String host(String value) {
        String host = value.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no host name: write it without a scheme and a port");
        }
        return host;
    }
}
