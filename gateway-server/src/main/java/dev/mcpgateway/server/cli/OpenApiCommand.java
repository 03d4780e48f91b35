package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayVersion;
import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.api.openapi.OpenApiDocument;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code openapi}: prints the description of the admin API. */
@Command(
        name = "openapi",
        description = "Prints the OpenAPI 3.1 description of the admin API, as this version serves it.",
        footer = {"", "Example:", "  secure-mcp-gateway openapi > openapi.json"})
final class OpenApiCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(new String(OpenApiDocument.of(Declarations.all(), GatewayVersion.current()), StandardCharsets.UTF_8));
        out.flush();
    }
}
