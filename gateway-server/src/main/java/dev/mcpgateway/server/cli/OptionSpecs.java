package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.api.Operation;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of an operation's command, as picocli wants them. */
final class OptionSpecs {
    private final Operation<?, ?> operation;
    private final boolean isDescribed;

    OptionSpecs(Operation<?, ?> operation, boolean isDescribed) {
        this.operation = operation;
        this.isDescribed = isDescribed;
    }

    void addTo(CommandSpec spec, List<OptionNames.Group> groups) {
        for (OptionNames.Group group : groups) {
            if (group.options().size() == 1) {
                spec.addOption(option(group.options().get(0), group.isRequired()));
            } else {
                ArgGroupSpec.Builder alternatives =
                        ArgGroupSpec.builder().exclusive(true).multiplicity(group.isRequired() ? "1" : "0..1");
                group.options().forEach(option -> alternatives.addArg(option(option, true)));
                spec.addArgGroup(alternatives.build());
            }
        }
        if (OptionNames.hasOutputFile(operation)) {
            spec.addOption(text(
                    OperationCommand.OUTPUT_FILE, "FILE", "Where to write the document; without it, it is printed."));
        }
        if (operation.isPaged()) {
            spec.addOption(text(OperationCommand.LIMIT, "1..1000", "How many items at most. Default: all"));
            spec.addOption(text(OperationCommand.CURSOR, "CURSOR", "Where to go on; goes with --limit."));
        }
        if (isDescribed) {
            new CommandHelp(operation, groups).addTo(spec);
        }
    }

    private OptionSpec option(FieldOption option, boolean isRequired) {
        boolean isFlag = option.form() == FieldOption.Form.FLAG;
        OptionSpec.Builder builder = OptionSpec.builder(option.name())
                .type(String.class)
                .paramLabel(option.label())
                .arity(isFlag ? "0..1" : "1")
                .required(isRequired);
        if (isFlag) {
            builder.preprocessor(new FlagValue());
        }
        List<String> choices = OptionNames.choices(option);
        if (!choices.isEmpty()) {
            builder.completionCandidates(choices);
        }
        if (isDescribed) {
            builder.description(CommandHelp.description(option));
        }
        return builder.build();
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .arity("1")
                .description(description)
                .build();
    }
}
