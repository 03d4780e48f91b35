package dev.mcpgateway.server.cli;

/** Whether a person is looking: keys are printed for nobody else. */
final class Terminal {
    /** Set by the launcher: it can ask the system, and Java has no sure way to. */
    private static final String PROPERTY = "gateway.stdout.terminal";

    private Terminal() {}

    static boolean isStandardOutput() {
        return Boolean.getBoolean(PROPERTY);
    }
}
