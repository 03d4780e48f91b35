package dev.mcpgateway.server.bridge;

import java.io.PrintWriter;

/** Says on standard error what goes wrong; the same thing on end is said once. */
final class Reasons {
    private final PrintWriter err;
    private String last = "";

    Reasons(PrintWriter err) {
        this.err = err;
    }

    synchronized void say(String reason) {
        if (!reason.equals(last)) {
            last = reason;
            err.println("secure-mcp-gateway connect: " + reason);
            err.flush();
        }
    }
}
