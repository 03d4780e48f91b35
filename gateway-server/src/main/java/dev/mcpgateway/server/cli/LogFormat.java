package dev.mcpgateway.server.cli;

/** One line per log record on standard error. */
final class LogFormat {
    private static final String FORMAT_PROPERTY = "java.util.logging.SimpleFormatter.format";
    private static final String ONE_LINE = "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n";

    private LogFormat() {}

    /** Must run before the first logger is made; a format that the user set stays. */
    static void apply() {
        if (System.getProperty(FORMAT_PROPERTY) == null) {
            System.setProperty(FORMAT_PROPERTY, ONE_LINE);
        }
    }
}
