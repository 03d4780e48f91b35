package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.GatewayServer;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.domain.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What {@code start} says once the gateway serves. */
final class Welcome {
    private final PrintWriter out;
    private final boolean isTerminal;
    private final GlobalOptions options;

    /** @param isTerminal whether a person reads this; keys are shown to nobody else */
    Welcome(PrintWriter out, boolean isTerminal, GlobalOptions options) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.options = options;
    }

    void print(GatewayServer server, String host) throws CommandFailure {
        String url = server.url().toString();
        out.println("Secure MCP Gateway is running.");
        out.println("  Admin API      " + url + "/api/v1");
        out.println("  API document   " + url + "/openapi.json");
        out.println("  API pages      " + url + "/docs, " + url + "/redoc");
        out.println("  MCP clients    " + McpAddress.on(server.mcpUrl()) + ", or set one up:");
        out.println("                 secure-mcp-gateway install --client cursor" + options.configArgument());
        out.println("  Model clients  " + server.mcpUrl() + "/v1");
        out.println("  Configuration  " + server.configFile());
        out.println("  Admin key      secure-mcp-gateway admin-key" + options.configArgument());
        if (!server.isLoopback()) {
            out.println("Warning: listening on " + host
                    + ", reachable from other machines; --host 127.0.0.1 keeps it here.");
        }
        Optional<Secret> userKey = server.newUserKey();
        if (userKey.isPresent()) {
            printUserKey(userKey.get(), McpAddress.on(server.mcpUrl()));
        }
        out.flush();
    }

    private void printUserKey(Secret key, URI endpoint) throws CommandFailure {
        if (isTerminal) {
            ObjectNode entry = JsonValues.object();
            entry.putObject("mcpServers")
                    .set(DefaultState.GATEWAY_COMMAND, McpClient.CURSOR.entry(endpoint, "Bearer " + key.reveal()));
            out.println(
                    "For an MCP client, with the key of " + DefaultState.USER_EMAIL + ", which is shown this once:");
            out.print(new String(Presentation.json(entry), StandardCharsets.UTF_8));
        } else {
            out.println("  A key was made for " + DefaultState.USER_EMAIL + "; it is shown on a terminal only."
                    + " Another one: " + GenerateConfigCommand.newKeyCommand(options));
        }
    }
}
