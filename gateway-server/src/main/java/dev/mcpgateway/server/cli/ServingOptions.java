package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.ServerOptions;
import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.domain.Plans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that serve. */
final class ServingOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}, all of them.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ServerOptions.DEFAULT_PORT,
            description = "The port; 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--mcp-port",
            paramLabel = "PORT",
            description = "A second port that alone serves /mcp and /v1, with /health, so that --port can be kept for"
                    + " administrators; 0 for any free one. Default: none")
    private @Nullable Integer mcpPort;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            converter = OriginConverter.class,
            description = "An origin whose pages may call the admin API and /v1; repeatable. Default: * (any)")
    private List<String> corsOrigins = new ArrayList<>();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            converter = OriginConverter.class,
            description = "A further origin whose pages may connect to /mcp; repeatable. Loopback names always may.")
    private List<String> allowOrigins = new ArrayList<>();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            converter = HostConverter.class,
            description = "A further host name under which /mcp may be called; repeatable. Loopback names always may.")
    private List<String> allowHosts = new ArrayList<>();

    @Option(
            names = "--allow-path",
            paramLabel = "DIR",
            description = "A folder that requests may name files in; repeatable. Default: any folder")
    private List<Path> allowPaths = new ArrayList<>();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            converter = AddressRangeConverter.class,
            description = "A proxy, or a network of them (10.0.0.0/8), whose X-Forwarded-For is believed; repeatable.")
    private List<AddressRange> trustedProxies = new ArrayList<>();

    @Option(
            names = "--access-log",
            paramLabel = "WHICH",
            completionCandidates = AccessLogLevels.class,
            description = "Requests to log on standard error: all, changes (and failures), none. Default: changes")
    private @Nullable AccessLogLevel accessLog;

    @Option(
            names = "--plan",
            paramLabel = "NAME=LIMIT",
            description = "What a plan of keys lets through: requests/seconds (free=10/60) or none (enterprise=none);"
                    + " repeatable. Default: free=10, standard=60, professional=300 a minute, enterprise=none")
    private List<String> plans = new ArrayList<>();

    @Option(
            names = "--url-keys",
            paramLabel = "true|false",
            description = "Whether a key may be part of the URL, as in /mcp/KEY. Default: true")
    private @Nullable Boolean urlKeys;

    @Option(
            names = "--failed-auth-per-minute",
            paramLabel = "NUMBER",
            description =
                    "Failed authentications of one address in a minute after which the next get 429. Default: 600")
    private @Nullable Integer failedAuthPerMinute;

    @Option(
            names = "--allow-private-webhooks",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Let alerts be sent to hosts that are not on the public Internet. Default: false")
    private @Nullable Boolean allowPrivateWebhooks;

    @Option(
            names = "--allow-private-upstreams",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description =
                    "Let remote MCP servers and models be at private and link-local addresses, too. Default: false")
    private @Nullable Boolean allowPrivateUpstreams;

    @Option(
            names = "--allowed-command",
            paramLabel = "COMMAND",
            description = "A command that servers may be launched with, as configurations have it; repeatable."
                    + " Default: any")
    private List<String> allowedCommands = new ArrayList<>();

    @Option(
            names = "--max-children",
            paramLabel = "NUMBER",
            description = "How many child processes may run at once. Default: 256")
    private @Nullable Integer maxChildren;

    @Option(
            names = "--max-children-per-server",
            paramLabel = "NUMBER",
            description = "How many child processes of one server may run at once. Default: 64")
    private @Nullable Integer maxChildrenPerServer;

    @Option(
            names = "--anonymous-key-id",
            paramLabel = "KEY-ID",
            description = "The key of MCP clients that bring none; only on a loopback address and without a proxy."
                    + " Default: none")
    private @Nullable String anonymousKeyId;

    @Option(
            names = "--sessionless",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Serve MCP clients that send no Mcp-Session-Id although their version has sessions."
                    + " Default: false")
    private @Nullable Boolean sessionless;

    @Option(
            names = "--reload",
            description = "Start again when the gateway's jar is built anew; for developers of the gateway.")
    private boolean reload;

    /** As they are typed. */
    static final class AccessLogLevels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OptionNames.choices(AccessLogLevel.class).iterator();
        }
    }

    String host() {
        return host;
    }

    /** Whether the server is to end when its program is built anew. */
    boolean reload() {
        return reload;
    }

    ServerOptions on(Path configFile) throws CommandFailure {
        requirePort("--port", port);
        if (mcpPort != null) {
            requirePort("--mcp-port", mcpPort);
            if (mcpPort != 0 && mcpPort == port) {
                throw CommandFailure.usage("--mcp-port must be another than --port; without it /mcp is on --port");
            }
        }
        requirePositive("--failed-auth-per-minute", failedAuthPerMinute);
        requirePositive("--max-children", maxChildren);
        requirePositive("--max-children-per-server", maxChildrenPerServer);
        return new ServerOptions(
                configFile,
                host,
                port,
                mcpPort,
                new GivenSettings(
                        given(trustedProxies),
                        given(corsOrigins),
                        given(allowOrigins),
                        given(allowHosts),
                        given(allowPaths),
                        accessLog,
                        plans(),
                        urlKeys,
                        failedAuthPerMinute,
                        allowPrivateWebhooks,
                        allowPrivateUpstreams,
                        given(allowedCommands),
                        maxChildren,
                        maxChildrenPerServer,
                        anonymousKeyId(),
                        sessionless));
    }

    private @Nullable Plans plans() throws CommandFailure {
        try {
            return plans.isEmpty() ? null : Plans.typed(plans);
        } catch (IllegalArgumentException malformed) {
            throw CommandFailure.usage("--plan: " + malformed.getMessage());
        }
    }

    private @Nullable String anonymousKeyId() throws CommandFailure {
        try {
            return anonymousKeyId == null ? null : GivenSettings.keyId(anonymousKeyId);
        } catch (IllegalArgumentException malformed) {
            throw CommandFailure.usage("--anonymous-key-id must be the id of an API key, key_…");
        }
    }

    private static void requirePort(String option, int number) throws CommandFailure {
        if (number < 0 || number > 65_535) {
            throw CommandFailure.usage(option + " must be from 0 to 65535");
        }
    }

    private static void requirePositive(String option, @Nullable Integer number) throws CommandFailure {
        if (number != null && number < 1) {
            throw CommandFailure.usage(option + " must be 1 or more");
        }
    }

    private static <T> @Nullable List<T> given(List<T> values) {
        return values.isEmpty() ? null : values;
    }
}
