package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayServer;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.domain.Secret;
import java.io.PrintWriter;
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
        out.println("  Configuration  " + server.configFile());
        out.println("  Admin key      secure-mcp-gateway admin-key" + options.configArgument());
        Optional<Secret> userKey = server.newUserKey();
        if (userKey.isPresent()) {
            printUserKey(userKey.get());
        }
        if (!server.isLoopback()) {
            out.println("Warning: listening on " + host
                    + ", reachable from other machines; --host 127.0.0.1 keeps it here.");
        }
        out.flush();
    }

    private void printUserKey(Secret key) throws CommandFailure {
        if (isTerminal) {
            out.println("  Key of " + DefaultState.USER_EMAIL + " (shown this once)");
            out.println("                 " + key.reveal());
        } else {
            out.println("  A key was made for " + DefaultState.USER_EMAIL + "; it is shown on a terminal only."
                    + " Another one: " + GenerateConfigCommand.newKeyCommand(options));
        }
    }
}
