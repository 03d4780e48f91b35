package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.api.FieldDoc;
import dev.mcpgateway.server.api.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --help} says of an operation's command: what the API's description says, and an example made of its examples. */
final class CommandHelp {
    /** Options that an example shows beside those that must be given: without them it would do nothing, or not be clear. */
    private static final Map<String, List<String>> SHOWN = Map.ofEntries(
            Map.entry("addServer", List.of("--server-command", "--args")),
            Map.entry("updateServer", List.of("--args")),
            Map.entry("updateConfig", List.of("--mode")),
            Map.entry("updateProject", List.of("--new-name")),
            Map.entry("updateGuardrails", List.of("--input-policy-file")),
            Map.entry("configureTelemetry", List.of("--enabled", "--url")));

    private final Operation<?, ?> operation;
    private final List<OptionNames.Group> groups;

    CommandHelp(Operation<?, ?> operation, List<OptionNames.Group> groups) {
        this.operation = operation;
        this.groups = groups;
    }

    void addTo(CommandSpec spec) {
        spec.usageMessage()
                .header(literal(operation.summary() + "."))
                .description(literal(operation.description()))
                .sortOptions(false)
                .sortSynopsis(false)
                .footer("", "Example:", literal(ShellWords.lines(example())));
    }

    /** The words of a command that does something. */
    List<String> example() {
        List<String> words = new ArrayList<>(List.of("secure-mcp-gateway"));
        words.addAll(operation.command());
        List<String> shown = SHOWN.getOrDefault(operation.id(), List.of());
        for (OptionNames.Group group : groups) {
            for (FieldOption option : group.options()) {
                if (shown.contains(option.name())
                        || (group.isRequired() && option.equals(group.options().get(0)))) {
                    words.add(option.name());
                    if (option.form() != FieldOption.Form.FLAG) {
                        words.add(example(option));
                    }
                }
            }
        }
        if (OptionNames.hasOutputFile(operation)) {
            words.add(OperationCommand.OUTPUT_FILE);
            words.add(operation.command().get(1) + ".json");
        }
        return words;
    }

    /** The sentences about {@code option}, on the command line's own terms. */
    static String description(FieldOption option) {
        FieldDoc doc = option.field().doc();
        String text = String.valueOf(doc.description());
        if (OptionNames.isReference(option)) {
            String thing = text.split(":", 2)[0];
            String by = option.name().equals("--email")
                    ? "the email"
                    : option.name().endsWith("-id") ? "its id" : "its name";
            return literal(thing + ", by " + by + ".");
        }
        return literal(
                switch (option.form()) {
                    case FILE -> "A file with it, read by this command. " + text;
                    case SECRET -> text + " @FILE or - (standard input) keeps it out of the list of processes.";
                    default -> text;
                });
    }

    private static String example(FieldOption option) {
        if (option.form() == FieldOption.Form.FILE) {
            return option.name().contains("policy") ? "policy.json" : "backup.json";
        }
        JsonNode example = option.field().doc().example();
        if (example == null) {
            return option.label().split("[|]", -1)[0];
        }
        if (option.form() == FieldOption.Form.LIST) {
            List<String> items = new ArrayList<>();
            example.forEach(item -> items.add(item.asText()));
            return String.join(",", items);
        }
        return example.isContainerNode() ? example.toString() : example.asText();
    }

    /** Picocli would take some characters for its own. */
    private static String literal(String text) {
        return text.replace("%", "%%").replace("@|", "@ |").replace("`", "");
    }
}
