package dev.mcpgateway.server.mcp.conformance;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;

/**
 * The fixture as a process: {@code stdio} serves until its input ends, {@code http PORT} until it is killed. {@code legacy-only} or
 * {@code modern-only} after that make it a server of one era. Other arguments are ignored, so that a test can mark its processes.
 */
public final class ConformanceServer {
    private ConformanceServer() {}

    public static void main(String[] args) throws IOException {
        Core core = new Core(spoken(List.of(args)), new Seal(new SecureRandom()));
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

    private static Spoken spoken(List<String> args) {
        if (args.contains("legacy-only")) {
            return Spoken.LEGACY_ONLY;
        }
        return args.contains("modern-only") ? Spoken.MODERN_ONLY : Spoken.BOTH;
    }
}
