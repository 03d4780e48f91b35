package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.store.StoreLocation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration file a command is about. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:MCP_GATEWAY_CONFIG}",
            description = {
                "The configuration file (environment: MCP_GATEWAY_CONFIG).",
                "Default: ~/.enkrypt/enkrypt_mcp_config.json"
            })
    private @Nullable Path file;

    Path file() {
        return file == null ? StoreLocation.standardFile() : file;
    }
}
