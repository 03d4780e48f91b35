package dev.mcpgateway.server.domain;

import java.nio.file.Path;
import java.util.List;

/**
 * The process-wide settings in force.
 *
 * @param trustedProxies addresses and networks whose {@code X-Forwarded-For} is believed
 * @param corsOrigins origins whose pages may call the admin API; {@code *} for any
 * @param allowOrigins further origins whose pages may connect to {@code /mcp}
 * @param allowHosts further host names under which {@code /mcp} may be called
 * @param allowPaths folders that requests may name files in; empty for any
 * @param accessLog which requests are logged
 * @param plans what limits the requests of keys on them
 * @param urlKeys whether a key may be part of the URL at all, as in {@code /mcp/<key>}
 * @param failedAuthPerMinute how many failed authentications of one client address in a minute are answered as such
 * @param allowPrivateWebhooks whether alerts may be sent to hosts that are not on the public Internet
 */
public record GatewaySettings(
        List<AddressRange> trustedProxies,
        List<String> corsOrigins,
        List<String> allowOrigins,
        List<String> allowHosts,
        List<Path> allowPaths,
        AccessLogLevel accessLog,
        Plans plans,
        boolean urlKeys,
        int failedAuthPerMinute,
        boolean allowPrivateWebhooks) {}
