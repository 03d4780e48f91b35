package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.domain.GivenSettings;
import java.nio.file.Path;

/**
 * What a gateway is started with.
 *
 * @param configFile the configuration file; made with its folder where there is none
 * @param host the address to bind
 * @param port the port; 0 for any free one
 * @param settings win over those in the configuration file
 */
public record ServerOptions(Path configFile, String host, int port, GivenSettings settings) {

    /** The documented port. */
    public static final int DEFAULT_PORT = 8001;

    /** Loopback, any free port, no access log, else what the configuration file says. */
    public static ServerOptions of(Path configFile) {
        return new ServerOptions(configFile, "127.0.0.1", 0, GivenSettings.NONE.withAccessLog(AccessLogLevel.NONE));
    }
}
