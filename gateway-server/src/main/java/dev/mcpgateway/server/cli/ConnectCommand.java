package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.bridge.Bridge;
import dev.mcpgateway.server.domain.Secret;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code connect}: what an MCP client starts that cannot connect to a URL itself. */
@Command(
        name = "connect",
        description = {
            "Connects an MCP client that can only start commands to a gateway: carries its messages between standard input"
                    + " and output and the gateway's /mcp. Reasons go to standard error.",
            "Without --gateway-url it is the gateway that runs on the configuration file, or http://localhost:8001."
        },
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  secure-mcp-gateway connect --gateway-url http://localhost:8001 --key-file ~/.mcp-gateway-key"
        })
final class ConnectCommand implements Callable<Integer> {
    private static final String KEY_VARIABLE = "MCP_GATEWAY_KEY";

    /** An idle connection is closed before a gateway closes it, lest a message meet its end. */
    private static final String KEEP_ALIVE_PROPERTY = "jdk.httpclient.keepalive.timeout";

    private static final String KEEP_ALIVE_SECONDS = "30";

    private final GlobalOptions options;
    private final Surroundings surroundings;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The file that holds the user key. Default: the key in the environment's " + KEY_VARIABLE)
    private @Nullable String keyFile;

    ConnectCommand(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException, IOException {
        URI endpoint = McpAddress.of(options);
        Secret key = key();
        if (System.getProperty(KEEP_ALIVE_PROPERTY) == null) {
            System.setProperty(KEEP_ALIVE_PROPERTY, KEEP_ALIVE_SECONDS);
        }
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                Bridge bridge = new Bridge(endpoint, key, surroundings.in(), out, surroundings.err())) {
            // A client that ends it with a signal has its session ended too.
            Runtime.getRuntime().addShutdownHook(new Thread(bridge::close, "bridge-shutdown"));
            bridge.run();
        }
        return 0;
    }

    private Secret key() throws CommandFailure {
        if (keyFile != null) {
            return KeyFile.named(surroundings, keyFile).read(surroundings.err());
        }
        Secret key = surroundings.secret(KEY_VARIABLE);
        if (key == null) {
            throw CommandFailure.usage(
                    "There is no key: name a file that holds it with --key-file, or set " + KEY_VARIABLE);
        }
        return KeyFile.checked(key.reveal(), KEY_VARIABLE);
    }
}
