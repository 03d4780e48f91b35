package dev.mcpgateway.server.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: prints what makes a shell complete the commands and their options. */
@Command(
        name = "completion",
        description = "Prints a script that makes the shell complete commands and options.",
        footer = {
            "",
            "Example:",
            "  source <(secure-mcp-gateway completion bash)",
            "  secure-mcp-gateway completion zsh > ~/.secure-mcp-gateway.zsh",
            "  echo 'source ~/.secure-mcp-gateway.zsh' >> ~/.zshrc"
        })
final class CompletionCommand implements Runnable {
    private final Supplier<CommandLine> wholeTree;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "bash|zsh",
            completionCandidates = Shells.class,
            description = "The shell that is to complete.")
    private Shell shell = Shell.BASH;

    enum Shell {
        BASH,
        ZSH
    }

    /** As they are typed. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OptionNames.choices(Shell.class).iterator();
        }
    }

    /** @param wholeTree makes all commands */
    CompletionCommand(Supplier<CommandLine> wholeTree) {
        this.wholeTree = wholeTree;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("# " + shell.name().toLowerCase(Locale.ROOT) + " completion for secure-mcp-gateway");
        if (shell == Shell.ZSH) {
            // The script is bash's: zsh understands it with this.
            out.println("autoload -U +X compinit && compinit");
            out.println("autoload -U +X bashcompinit && bashcompinit");
        }
        out.print(AutoComplete.bash("secure-mcp-gateway", wholeTree.get()));
        out.flush();
    }
}
