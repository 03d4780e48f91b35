package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code secure-mcp-gateway} by itself: says what there is. */
@Command(
        name = "secure-mcp-gateway",
        description = "An administered gateway between MCP clients and MCP servers.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        sortSynopsis = false,
        footer = {
            "",
            "Example:",
            "  secure-mcp-gateway start",
            "  secure-mcp-gateway user create --email alice@example.com",
            "  secure-mcp-gateway user --help"
        })
final class RootCommand {
    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"secure-mcp-gateway " + GatewayVersion.current()};
        }
    }
}
