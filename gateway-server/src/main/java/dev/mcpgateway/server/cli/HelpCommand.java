package dev.mcpgateway.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help}: what {@code --help} says of the command that is named. */
@Command(
        name = "help",
        description = "Shows what a command is for, what it takes, and an example.",
        footer = {"", "Example:", "  secure-mcp-gateway help user create"})
final class HelpCommand implements Runnable {
    private final Function<List<String>, Optional<String>> nearest;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The words of the command.")
    private List<String> words = new ArrayList<>();

    /** @param nearest finds the command that was meant by words that are none */
    HelpCommand(Function<List<String>, Optional<String>> nearest) {
        this.nearest = nearest;
    }

    @Override
    public void run() {
        CommandLine named = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = named.getSubcommands().get(word);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no command '" + String.join(" ", words) + "'"
                                + nearest.apply(words)
                                        .map(name -> System.lineSeparator() + "Did you mean '" + name + "'?")
                                        .orElse(""));
            }
            named = next;
        }
        named.usage(spec.commandLine().getOut());
    }
}
