package dev.mcpgateway.server.mcp.conformance;

import java.io.IOException;
import java.security.SecureRandom;

/**
 * The fixture as a process: {@code stdio} serves until its input ends, {@code http PORT} until it is killed. Arguments after these are
 * ignored, so that a test can mark its processes with them.
 */
public final class ConformanceServer {
    private ConformanceServer() {}

    public static void main(String[] args) throws IOException {
        Core core = new Core(new Seal(new SecureRandom()));
        switch (args.length == 0 ? "" : args[0]) {
            case "stdio" -> new StdioServer(core, System.in, System.out).serve();
            case "http" -> {
                // Without it a short answer waits for the acknowledgement of its headers.
                System.setProperty("sun.net.httpserver.nodelay", "true");
                System.out.println(HttpEndpoint.start(core, Integer.parseInt(args[1])));
            }
            default -> {
                System.err.println("usage: ConformanceServer stdio | http PORT");
                System.exit(2);
            }
        }
    }
}
