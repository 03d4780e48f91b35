package dev.mcpgateway.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code start}: serves, with a new configuration file where there is none. */
@Command(
        name = "start",
        description = "Starts the gateway; makes a default configuration file when there is none.",
        sortOptions = false,
        footer = {"", "Example:", "  secure-mcp-gateway start --host 127.0.0.1 --port 9000"})
final class StartCommand implements Callable<Integer> {
    private final GlobalOptions options;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServingOptions serving = new ServingOptions();

    StartCommand(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException, IOException {
        return new Serving(options, surroundings)
                .run(serving, spec.commandLine().getOut());
    }
}
