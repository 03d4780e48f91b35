package dev.mcpgateway.server.cli;

import picocli.CommandLine.ExitCode;

/** A command cannot do what it was asked; the message is for the person at the terminal. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked makes no sense, whatever the gateway holds. */
    static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    static CommandFailure refused(String message) {
        return new CommandFailure(1, message);
    }

    int exitCode() {
        return exitCode;
    }
}
