package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.ServerOptions;
import dev.mcpgateway.server.store.ServerFile;
import java.net.URI;
import java.util.Optional;

/** Where MCP clients connect to the gateway that a command is about. */
final class McpAddress {
    private static final String PATH = "/mcp";

    private McpAddress() {}

    /** That of the gateway that was named, or that runs on the configuration file, or would run by default. */
    static URI of(GlobalOptions options) throws CommandFailure {
        Optional<URI> named = options.gatewayUrl();
        if (named.isPresent()) {
            return on(named.get());
        }
        Optional<ServerFile> server = Connections.server(options.location());
        return on(
                server.isPresent()
                        ? server.get().mcpUrl()
                        : URI.create("http://localhost:" + ServerOptions.DEFAULT_PORT));
    }

    /** That of the gateway at {@code url}, which may name the endpoint itself. */
    static URI on(URI url) {
        String text = url.toString();
        return URI.create(text.endsWith(PATH) ? text : text + PATH);
    }
}
