package dev.mcpgateway.server;

import dev.mcpgateway.server.ops.AccessLog;
import dev.mcpgateway.server.ops.AddressRange;
import java.nio.file.Path;
import java.util.List;

/**
 * What a gateway is started with.
 *
 * @param configFile the configuration file; made with its folder where there is none
 * @param host the address to bind
 * @param port the port; 0 for any free one
 * @param corsOrigins origins whose pages may call the admin API; {@code *} for any
 * @param allowOrigins further origins whose pages may connect to {@code /mcp}
 * @param allowHosts further host names under which {@code /mcp} may be called
 * @param allowPaths folders that requests may name files in; empty for any
 * @param trustedProxies addresses and networks whose {@code X-Forwarded-For} is believed
 * @param accessLog which requests are logged
 */
public record ServerOptions(
        Path configFile,
        String host,
        int port,
        List<String> corsOrigins,
        List<String> allowOrigins,
        List<String> allowHosts,
        List<Path> allowPaths,
        List<AddressRange> trustedProxies,
        AccessLog.Level accessLog) {

    /** The documented port. */
    public static final int DEFAULT_PORT = 8001;

    /** Loopback, any free port, cross-origin calls from anywhere, no access log. */
    public static ServerOptions of(Path configFile) {
        return new ServerOptions(
                configFile,
                "127.0.0.1",
                0,
                List.of("*"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                AccessLog.Level.NONE);
    }
}
