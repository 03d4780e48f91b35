package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayServer;
import dev.mcpgateway.server.McpPortTakenException;
import dev.mcpgateway.server.ServerOptions;
import dev.mcpgateway.server.store.StoreOpenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Serves until the process is told to end. */
final class Serving {
    /** Asks the launcher to start the command again (sysexits.h: EX_TEMPFAIL). */
    private static final int EXIT_RELOAD = 75;

    private final GlobalOptions globalOptions;
    private final Surroundings surroundings;

    Serving(GlobalOptions globalOptions, Surroundings surroundings) {
        this.globalOptions = globalOptions;
        this.surroundings = surroundings;
    }

    int run(ServingOptions options, PrintWriter out) throws CommandFailure, InterruptedException, IOException {
        ServerOptions given = options.on(globalOptions.localLocation().file());
        // From before the server serves: a jar that is built while it starts is another one too.
        @Nullable JarWatch watch = options.reload() ? JarWatch.ofRunningJar() : null;
        GatewayServer server = start(given);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "gateway-shutdown"));
        new Welcome(out, surroundings.isTerminal(), globalOptions).print(server, options.host());
        if (watch != null) {
            watch.awaitChange();
            // The launcher starts the command again for this code alone.
            return EXIT_RELOAD;
        }
        stopped.await();
        return 0;
    }

    private static GatewayServer start(ServerOptions options) throws CommandFailure {
        try {
            return GatewayServer.start(options);
        } catch (StoreOpenException refused) {
            throw Failures.of(refused);
        } catch (McpPortTakenException taken) {
            throw CommandFailure.refused("Cannot listen on " + options.host() + ":" + options.mcpPort() + ": "
                    + taken.getMessage() + ". Choose another --mcp-port.");
        } catch (BindException taken) {
            throw CommandFailure.refused("Cannot listen on " + options.host() + ":" + options.port() + ": "
                    + taken.getMessage() + ". Choose another --port or --host.");
        } catch (UnknownHostException unknown) {
            throw CommandFailure.refused("--host " + options.host() + " is not an address of this machine");
        } catch (IOException failure) {
            throw CommandFailure.refused("The gateway could not be started: " + failure.getMessage());
        }
    }
}
