package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.domain.GivenSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway is started with.
 *
 * @param configFile the configuration file; made with its folder where there is none
 * @param host the address to bind
 * @param port the port; 0 for any free one
 * @param mcpPort a second port that has {@code /mcp} and {@code /v1} to itself, which then are not on the first; 0 for any free one,
 *     null for none
 * @param settings win over those in the configuration file
 */
public record ServerOptions(
        Path configFile, String host, int port, @Nullable Integer mcpPort, GivenSettings settings) {

    /** The documented port. */
    public static final int DEFAULT_PORT = 8001;

    /** With one port for everything. */
    public ServerOptions(Path configFile, String host, int port, GivenSettings settings) {
        this(configFile, host, port, null, settings);
    }

    /** The same with a port of its own for clients. */
    public ServerOptions withMcpPort(int other) {
        return new ServerOptions(configFile, host, port, other, settings);
    }

    /** Loopback, any free port, no access log, else what the configuration file says. */
    public static ServerOptions of(Path configFile) {
        return new ServerOptions(configFile, "127.0.0.1", 0, GivenSettings.NONE.withAccessLog(AccessLogLevel.NONE));
    }
}
