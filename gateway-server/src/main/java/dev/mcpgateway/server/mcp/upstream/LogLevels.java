package dev.mcpgateway.server.mcp.upstream;

import java.util.List;

/** The levels of log messages (RFC 5424, section 6.2.1; specification, "Utilities: Logging"). */
public final class LogLevels {
    /** From the one that lets all through on. */
    public static final List<String> NAMES =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    private LogLevels() {}

    public static boolean isLevel(String name) {
        return NAMES.contains(name);
    }
}
