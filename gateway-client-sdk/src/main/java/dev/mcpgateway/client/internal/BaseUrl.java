package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The URL that all paths are put behind. */
public final class BaseUrl {
    private static final int MAX_PORT = 65_535;

    private BaseUrl() {}

    /**
     * Reads one.
     *
     * @throws GatewayConfigurationException saying what is wrong; a URL that may hold a password is not quoted
     */
    public static URI parse(String text) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException malformed) {
            throw new GatewayConfigurationException("the base URL is no URL: it is to look like http://localhost:8001");
        }
        String scheme = url.getScheme();
        boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!isHttp || url.getHost() == null) {
            throw new GatewayConfigurationException(
                    "the base URL needs http or https and a host: it is to look like http://localhost:8001");
        }
        if (url.getRawUserInfo() != null) {
            throw new GatewayConfigurationException(
                    "the base URL has a user or a password: the admin key is given apart");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new GatewayConfigurationException("the base URL must not have a query or a fragment");
        }
        if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
            throw new GatewayConfigurationException("the base URL's port is not one of 1 to " + MAX_PORT);
        }
        String path = url.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return URI.create(scheme.toLowerCase(Locale.ROOT) + "://" + url.getRawAuthority() + path);
    }
}
