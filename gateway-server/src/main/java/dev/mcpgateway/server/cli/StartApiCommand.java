package dev.mcpgateway.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code system start-api}: serves the configuration file that is there. */
@Command(
        name = "start-api",
        description = "Starts the gateway on the configuration file, which must be there.",
        sortOptions = false,
        footer = {"", "Example:", "  secure-mcp-gateway system start-api --host 127.0.0.1 --port 9000"})
final class StartApiCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServingOptions serving = new ServingOptions();

    StartApiCommand(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException, IOException {
        Connections.requireConfiguration(options.localLocation());
        return new Serving(options, surroundings)
                .run(serving, spec.commandLine().getOut());
    }
}
