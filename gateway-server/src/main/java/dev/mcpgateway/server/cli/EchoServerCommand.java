package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.GatewayVersion;
import dev.mcpgateway.server.mcp.EchoServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code echo-server}: an MCP server over standard input and output. */
@Command(
        name = "echo-server",
        description = "Serves one MCP tool, echo, over standard input and output.",
        footer = {
            "",
            "Example:",
            "  echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' \\",
            "    | secure-mcp-gateway echo-server"
        })
final class EchoServerCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            new EchoServer(GatewayVersion.current()).serve(System.in, out);
        }
        return 0;
    }
}
