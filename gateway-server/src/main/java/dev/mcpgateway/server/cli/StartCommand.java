package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayServer;
import dev.mcpgateway.server.ServerOptions;
import dev.mcpgateway.server.ops.AccessLog;
import dev.mcpgateway.server.ops.AddressRange;
import dev.mcpgateway.server.store.StoreOpenException;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code start}: serves until the process is told to end. */
@Command(
        name = "start",
        description = "Starts the gateway; makes a default configuration file when there is none.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  secure-mcp-gateway start --host 127.0.0.1 --port 9000"})
final class StartCommand implements Callable<Integer> {
    /** Asks the launcher to start the command again (sysexits.h: EX_TEMPFAIL). */
    private static final int EXIT_RELOAD = 75;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final GlobalOptions globalOptions;
    private final Surroundings surroundings;

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
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            converter = OriginConverter.class,
            description = "An origin whose pages may call the admin API; repeatable. Default: * (any)")
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
            defaultValue = "changes",
            description =
                    "Requests to log on standard error: all, changes (and failures), none. Default: ${DEFAULT-VALUE}")
    private AccessLog.Level accessLog = AccessLog.Level.CHANGES;

    @Option(
            names = "--reload",
            description = "Start again when the gateway's jar is built anew; for developers of the gateway.")
    private boolean reload;

    StartCommand(GlobalOptions globalOptions, Surroundings surroundings) {
        this.globalOptions = globalOptions;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException, IOException {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(2, "--port must be from 0 to 65535");
        }
        GatewayServer server = start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "gateway-shutdown"));
        new Welcome(spec.commandLine().getOut(), surroundings.isTerminal()).print(server, host);
        if (reload) {
            JarWatch.ofRunningJar().awaitChange();
            // The launcher starts the command again for this code alone.
            return EXIT_RELOAD;
        }
        stopped.await();
        return 0;
    }

    private GatewayServer start() throws CommandFailure {
        try {
            return GatewayServer.start(new ServerOptions(
                    globalOptions.localLocation().file(),
                    host,
                    port,
                    corsOrigins.isEmpty() ? List.of("*") : corsOrigins,
                    allowOrigins,
                    allowHosts,
                    allowPaths,
                    trustedProxies,
                    accessLog));
        } catch (StoreOpenException refused) {
            throw Failures.of(refused);
        } catch (BindException taken) {
            throw new CommandFailure(
                    1,
                    "Cannot listen on " + host + ":" + port + ": " + taken.getMessage() + ". Choose another --port.");
        } catch (UnknownHostException unknown) {
            throw new CommandFailure(1, "--host " + host + " is not an address of this machine");
        } catch (IOException failure) {
            throw new CommandFailure(1, "The gateway could not be started: " + failure.getMessage());
        }
    }
}
