package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.store.ServerFile;
import dev.mcpgateway.server.store.StoreLocation;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code system stop-api}: ends the server that runs on the configuration file. */
@Command(
        name = "stop-api",
        description = "Stops the gateway that runs on the configuration file; requests under way have a while to end.",
        footer = {"", "Example:", "  secure-mcp-gateway system stop-api"})
final class StopApiCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final GlobalOptions options;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT", description = "Stop it only if it is the one that listens there.")
    private @Nullable Integer port;

    @Option(
            names = "--force",
            description =
                    "Kill it where it does not answer, or has not ended after 15 seconds. What it acknowledged stays.")
    private boolean force;

    StopApiCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        StoreLocation location = options.localLocation();
        ServerFile server = Connections.claimed(location).orElseThrow(() -> nothingRuns(location));
        ProcessHandle process = server.claimant().orElseThrow(() -> nothingRuns(location));
        boolean isSilent = !answers(server, location);
        if (port != null && port != server.url().getPort()) {
            throw CommandFailure.refused("The gateway on " + location + " listens on port "
                    + server.url().getPort() + ", not " + port);
        }
        if (isSilent || !hasEnded(asked(process), PATIENCE)) {
            kill(process, server);
            ServerFile.remove(location);
        }
        new Presentation(options.output(), spec.commandLine().getOut())
                .print(JsonValues.object()
                        .put("pid", server.pid())
                        .put("url", server.url().toString())
                        .put("stopped", true));
        return 0;
    }

    private static CommandFailure nothingRuns(StoreLocation location) {
        return CommandFailure.refused("No gateway runs on " + location);
    }

    /** Whether the process knows the token: then it is the one that wrote the file, and not another one that has its number. */
    private boolean answers(ServerFile server, StoreLocation location) throws CommandFailure {
        String source = location.serverFile().toString();
        try (GatewayConnection gateway =
                new HttpGateway(server.url(), server.token(), source, ANSWER_PATIENCE, ANSWER_PATIENCE)) {
            Answer answer = gateway.send(new GatewayCall(Declarations.named("getTelemetry")));
            if (answer.isSuccess()) {
                return true;
            }
            throw answer.failure();
        } catch (CommandFailure silent) {
            if (server.process().isEmpty()) {
                throw nothingRuns(location);
            }
            if (!force) {
                throw CommandFailure.refused(silent.getMessage() + System.lineSeparator() + "  Process " + server.pid()
                        + " was left alone; --force kills it.");
            }
            // It has the number and the start that the server wrote down, so it is the server, and hangs.
            return false;
        }
    }

    private static ProcessHandle asked(ProcessHandle process) {
        process.destroy();
        return process;
    }

    private void kill(ProcessHandle process, ServerFile server) throws CommandFailure, InterruptedException {
        if (!force) {
            throw CommandFailure.refused("Process " + server.pid() + " is still ending after " + PATIENCE.toSeconds()
                    + " s; --force kills it");
        }
        process.destroyForcibly();
        if (!hasEnded(process, KILL_PATIENCE)) {
            throw CommandFailure.refused("Process " + server.pid() + " could not be killed");
        }
    }

    private static boolean hasEnded(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException still) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the end of a process cannot be waited for", impossible);
        }
    }
}
