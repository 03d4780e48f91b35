package dev.mcpgateway.server.cli;

import java.io.Console;

/** Whether a person is looking: keys are printed for nobody else. */
final class Terminal {
    /** Set by the launcher, which can ask the system. */
    private static final String PROPERTY = "gateway.stdout.terminal";

    private Terminal() {}

    static boolean isStandardOutput() {
        String told = System.getProperty(PROPERTY);
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException failure) {
            return false;
        }
    }
}
