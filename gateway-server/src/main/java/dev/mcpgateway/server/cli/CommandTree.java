package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.api.Declarations;
import dev.mcpgateway.server.api.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands: those of the operations under their groups, and the few that are no operation. A command that is not asked for is
 * not made, because to make all of them takes longer than most commands do.
 */
final class CommandTree {
    /** What the groups are about. */
    private static final Map<String, String> GROUPS = groups();

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final boolean isDescribed;
    private final Map<List<String>, Supplier<Object>> others;

    /** @param isDescribed whether help texts are needed */
    CommandTree(Surroundings surroundings, boolean isDescribed) {
        this.surroundings = surroundings;
        this.options = new GlobalOptions(surroundings);
        this.isDescribed = isDescribed;
        this.others = others();
    }

    /** The tree with what is under the words of the first level that {@code isNamed}. */
    CommandLine with(Predicate<String> isNamed) {
        CommandSpec root = CommandSpec.forAnnotatedObject(new RootCommand());
        options.addTo(root);
        others.forEach((words, command) -> {
            if (words.size() == 1 && (isDescribed || isNamed.test(words.get(0)))) {
                root.addSubcommand(words.get(0), annotated(command.get()));
            }
        });
        GROUPS.forEach((name, about) -> {
            CommandSpec group = CommandSpec.create().name(name).addOption(help());
            group.usageMessage().description(about).synopsisSubcommandLabel("COMMAND");
            // Before its own commands: they get the global options from it.
            root.addSubcommand(name, group);
            if (isNamed.test(name)) {
                addCommands(name, group, isNamed);
            }
        });
        return new CommandLine(root);
    }

    /** Adds those of a group that {@code isNamed}; where none is, all of them. */
    private void addCommands(String name, CommandSpec group, Predicate<String> isNamed) {
        Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
        for (Operation<?, ?> operation : Declarations.all()) {
            if (!operation.command().isEmpty() && operation.command().get(0).equals(name)) {
                commands.put(operation.command().get(1), () -> command(operation));
            }
        }
        others.forEach((words, command) -> {
            if (words.size() == 2 && words.get(0).equals(name)) {
                commands.put(words.get(1), () -> annotated(command.get()));
            }
        });
        boolean isAnyNamed = commands.keySet().stream().anyMatch(isNamed);
        commands.forEach((word, command) -> {
            if (!isAnyNamed || isNamed.test(word)) {
                group.addSubcommand(word, command.get());
            }
        });
    }

    /** The command whose words are nearest to {@code typed}; empty when none is near. */
    Optional<String> nearest(List<String> typed) {
        return NearestName.of(String.join(" ", typed), allWords());
    }

    private List<String> allWords() {
        List<String> all = new ArrayList<>();
        for (Operation<?, ?> operation : Declarations.all()) {
            if (!operation.command().isEmpty()) {
                all.add(String.join(" ", operation.command()));
            }
        }
        others.keySet().forEach(words -> all.add(String.join(" ", words)));
        return all;
    }

    private Map<List<String>, Supplier<Object>> others() {
        Map<List<String>, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put(List.of("generate-config"), () -> new GenerateConfigCommand(options, surroundings));
        commands.put(List.of("start"), () -> new StartCommand(options, surroundings));
        commands.put(List.of("admin-key"), () -> new AdminKeyCommand(options));
        commands.put(List.of("install"), () -> new InstallCommand(options, surroundings));
        commands.put(List.of("connect"), () -> new ConnectCommand(options, surroundings));
        commands.put(List.of("echo-server"), EchoServerCommand::new);
        commands.put(List.of("openapi"), OpenApiCommand::new);
        commands.put(
                List.of("completion"),
                () -> new CompletionCommand(() -> new CommandTree(surroundings, true).with(every -> true)));
        commands.put(List.of("version"), VersionCommand::new);
        commands.put(List.of("help"), () -> new HelpCommand(this::nearest));
        commands.put(List.of("system", "start-api"), () -> new StartApiCommand(options, surroundings));
        commands.put(List.of("system", "stop-api"), () -> new StopApiCommand(options));
        return commands;
    }

    private CommandSpec command(Operation<?, ?> operation) {
        List<OptionNames.Group> groups = OptionNames.of(operation);
        OperationCommand command = new OperationCommand(operation, groups, options, surroundings);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        command.readsFrom(spec);
        new OptionSpecs(operation, isDescribed).addTo(spec, groups);
        return spec.addOption(help());
    }

    private static CommandSpec annotated(Object command) {
        return CommandSpec.forAnnotatedObject(command).addOption(help());
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build();
    }

    private static Map<String, String> groups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("config", "Configurations, their servers and guardrails, and the settings.");
        groups.put("project", "Projects, their configuration and their members.");
        groups.put("user", "Users and their API keys.");
        groups.put("system", "Health, backup and restore, and the server itself.");
        return groups;
    }
}
