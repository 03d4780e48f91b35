package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.http.ServerProperties;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code secure-mcp-gateway}. */
public final class Main {
    /** The configuration file cannot be used as it is (sysexits.h: EX_CONFIG). */
    static final int EXIT_CONFIG = 78;

    private Main() {}

    public static void main(String[] args) {
        // Before anything loads the JDK's HTTP server, which reads its properties once.
        ServerProperties.apply();
        LogFormat.apply();
        System.exit(run(args));
    }

    /** Runs one command and gives its exit code: 0 done, 1 refused, 2 usage, 78 bad configuration file. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new RootCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> explainFailure(failure, commandLine));
    }

    private static int explainUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        nearest(failure).ifPresent(name -> err.println("Did you mean '" + name + "'?"));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static Optional<String> nearest(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        CommandLine command = failure.getCommandLine();
        String typed = unmatched.getUnmatched().get(0);
        return NearestName.of(
                typed,
                typed.startsWith("-")
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet());
    }

    private static int explainFailure(Exception failure, CommandLine commandLine) throws Exception {
        if (failure instanceof CommandFailure refused) {
            commandLine.getErr().println(refused.getMessage());
            return refused.exitCode();
        }
        throw failure;
    }
}
