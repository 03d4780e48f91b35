package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code secure-mcp-gateway} by itself: says what there is. */
@Command(
        name = "secure-mcp-gateway",
        description = "An administered gateway between MCP clients and MCP servers.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        subcommands = {
            StartCommand.class,
            AdminKeyCommand.class,
            EchoServerCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Example:",
            "  secure-mcp-gateway start",
            "  export ADMIN_KEY=$(secure-mcp-gateway admin-key)",
            "  curl -H \"Authorization: Bearer $ADMIN_KEY\" http://localhost:8001/api/v1/configs"
        })
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See 'secure-mcp-gateway --help'.");
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"secure-mcp-gateway " + GatewayVersion.current()};
        }
    }
}
