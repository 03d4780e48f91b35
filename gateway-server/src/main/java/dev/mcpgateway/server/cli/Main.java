package dev.mcpgateway.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code secure-mcp-gateway}. */
public final class Main {
    /** The configuration file cannot be used as it is (sysexits.h: EX_CONFIG). */
    static final int EXIT_CONFIG = 78;

    /** In words. */
    private static final int LONGEST_COMMAND = 2;

    private Main() {}

    public static void main(String[] args) {
        LogFormat.apply();
        System.exit(run(Surroundings.ofProcess(), args));
    }

    /** Runs one command and gives its exit code: 0 done, 1 refused, 2 usage, 78 bad configuration file. */
    static int run(Surroundings surroundings, String... args) {
        List<String> words = List.of(args);
        boolean isDescribed = Stream.of("--help", "-h", "help", "completion").anyMatch(words::contains);
        CommandTree tree = new CommandTree(surroundings, isDescribed);
        return configured(tree, words::contains)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .execute(args);
    }

    static CommandLine configured(CommandTree tree, Predicate<String> isNamed) {
        return tree.with(isNamed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A value may begin with @: it names a file that the command reads itself.
                .setExpandAtFiles(false)
                // Nor may it be taken for an option because it begins with a dash, as arguments for a server do.
                .setAllowOptionsAsOptionParameters(true)
                .setParameterExceptionHandler((failure, args) -> explainUsage(tree, failure, args))
                .setExecutionExceptionHandler((failure, command, parsed) -> explainFailure(failure, command));
    }

    private static int explainUsage(CommandTree tree, ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        meant(tree, failure, args).ifPresent(name -> err.println("Did you mean '" + name + "'?"));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** The command or the option that was probably meant. */
    private static Optional<String> meant(CommandTree tree, ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        if (failure instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            return meantCommand(tree, command, unmatched.getUnmatched());
        }
        Set<String> known = command.getCommandSpec().optionsMap().keySet();
        for (String arg : args) {
            String name = arg.split("=", 2)[0];
            if (arg.startsWith("--") && !known.contains(name)) {
                // Picocli may name a missing option first, which is missing because it was mistyped.
                return NearestName.of(name, known);
            }
        }
        return Optional.empty();
    }

    /** The one that is nearest to the words that were understood and those behind them, up to the first option. */
    private static Optional<String> meantCommand(CommandTree tree, CommandLine understood, List<String> unmatched) {
        List<String> words = new ArrayList<>(
                List.of(understood.getCommandSpec().qualifiedName().split(" ", -1)));
        words.remove(0);
        unmatched.stream().takeWhile(word -> !word.startsWith("-")).forEach(words::add);
        return tree.nearest(words.subList(0, Math.min(words.size(), LONGEST_COMMAND)));
    }

    private static int explainFailure(Exception failure, CommandLine commandLine) throws Exception {
        if (failure instanceof CommandFailure refused) {
            commandLine.getErr().println(refused.getMessage());
            return refused.exitCode();
        }
        throw failure;
    }
}
