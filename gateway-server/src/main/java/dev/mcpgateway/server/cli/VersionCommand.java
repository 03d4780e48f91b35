package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: prints the version and nothing else. */
@Command(
        name = "version",
        description = "Prints the version.",
        footer = {"", "Example:", "  secure-mcp-gateway version"})
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().println(GatewayVersion.current());
    }
}
