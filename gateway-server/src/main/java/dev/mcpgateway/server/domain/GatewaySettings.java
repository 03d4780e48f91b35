package dev.mcpgateway.server.domain;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param allowPrivateUpstreams whether remote servers may be at private and link-local addresses
 * @param allowedCommands the commands that servers may be launched with, as configurations have them; null for any
 * @param maxChildren how many child processes may run at once
 * @param maxChildrenPerServer how many of one server
 * @param anonymousKeyId the key of clients of {@code /mcp} that bring none, where only programs of this machine can; null for none
 * @param sessionless whether clients are served without a session whose version of MCP has them
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
        boolean allowPrivateWebhooks,
        boolean allowPrivateUpstreams,
        @Nullable List<String> allowedCommands,
        int maxChildren,
        int maxChildrenPerServer,
        @Nullable String anonymousKeyId,
        boolean sessionless) {}
