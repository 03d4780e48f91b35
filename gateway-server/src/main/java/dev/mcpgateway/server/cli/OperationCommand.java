package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command of an operation: its options become a request, and the data of the answer is printed. */
final class OperationCommand implements Callable<Integer> {
    static final String OUTPUT_FILE = OptionNames.kebab(OptionNames.OUTPUT_FILE);
    static final String LIMIT = "--limit";
    static final String CURSOR = "--cursor";

    /** What a list is fetched in, so that no answer grows with it. */
    private static final String PAGE = "1000";

    private final Operation<?, ?> operation;
    private final List<OptionNames.Group> groups;
    private final GlobalOptions options;
    private final Surroundings surroundings;
    private @Nullable CommandSpec spec;

    OperationCommand(
            Operation<?, ?> operation,
            List<OptionNames.Group> groups,
            GlobalOptions options,
            Surroundings surroundings) {
        this.operation = operation;
        this.groups = groups;
        this.options = options;
        this.surroundings = surroundings;
    }

    /** The command line that it reads its options from. */
    void readsFrom(CommandSpec newSpec) {
        this.spec = newSpec;
    }

    @Override
    public Integer call() throws CommandFailure {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        ParseResult given = command.getParseResult();
        requireValues(command, given);
        Presentation presentation = new Presentation(options.output(), command.getOut());
        CallerFiles files = new CallerFiles(surroundings.directory(), options.location());
        GatewayCall call = call(given, new TypedValue(surroundings, files));
        String outputFile = given.matchedOptionValue(OUTPUT_FILE, null);
        Answer answer;
        JsonNode data;
        try (GatewayConnection gateway = new Connections(options, surroundings).open()) {
            answer = send(gateway, call);
            data = isWholeList(given) ? restOf(gateway, call, answer) : answer.data();
        }
        if (outputFile != null) {
            data = written(files, outputFile, data);
        }
        presentation.print(data);
        if (data.isNull()) {
            command.getErr().println(answer.message());
        }
        String next = answer.nextCursor();
        if (next != null && !isWholeList(given)) {
            command.getErr().println("There is more: " + CURSOR + " " + next);
        }
        return 0;
    }

    /** An option in the place of a value is one too many, or a value too few; arguments for a server may look like one. */
    private void requireValues(CommandLine command, ParseResult given) {
        Set<String> names = command.getCommandSpec().optionsMap().keySet();
        for (OptionSpec option : given.matchedOptions()) {
            boolean isList = groups.stream()
                    .flatMap(group -> group.options().stream())
                    .anyMatch(own ->
                            own.form() == FieldOption.Form.LIST && own.name().equals(option.longestName()));
            for (String value : option.stringValues()) {
                if (!isList && names.contains(value)) {
                    throw new ParameterException(
                            command, option.longestName() + " needs a value, and " + value + " is an option");
                }
            }
        }
    }

    private GatewayCall call(ParseResult given, TypedValue values) throws CommandFailure {
        GatewayCall call = new GatewayCall(operation);
        for (OptionNames.Group group : groups) {
            for (FieldOption option : group.options()) {
                String typed = given.matchedOptionValue(option.name(), null);
                if (typed != null) {
                    requireUsable(option, typed);
                    call.put(option.field(), values.read(option, typed));
                }
            }
        }
        if (operation.isPaged()) {
            String limit = given.matchedOptionValue(LIMIT, null);
            String cursor = given.matchedOptionValue(CURSOR, null);
            call.query("limit", limit == null ? PAGE : limit);
            if (cursor != null) {
                call.query("cursor", cursor);
            }
        }
        return call;
    }

    /** An empty segment would make another path, and a misleading answer. */
    private static void requireUsable(FieldOption option, String typed) throws CommandFailure {
        if (typed.isEmpty() && option.field().source() == InputField.Source.PATH) {
            throw CommandFailure.usage(option.name() + " must not be empty");
        }
    }

    private boolean isWholeList(ParseResult given) {
        return operation.isPaged() && !given.hasMatchedOption(LIMIT) && !given.hasMatchedOption(CURSOR);
    }

    private static Answer send(GatewayConnection gateway, GatewayCall call) throws CommandFailure {
        Answer answer = gateway.send(call);
        if (!answer.isSuccess()) {
            throw answer.failure();
        }
        return answer;
    }

    private static JsonNode restOf(GatewayConnection gateway, GatewayCall call, Answer first) throws CommandFailure {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        first.data().forEach(items::add);
        for (String cursor = first.nextCursor(); cursor != null; ) {
            call.query("cursor", cursor);
            Answer page = send(gateway, call);
            page.data().forEach(items::add);
            cursor = page.nextCursor();
        }
        return items;
    }

    private static JsonNode written(CallerFiles files, String name, JsonNode document) throws CommandFailure {
        String path =
                files.write(OUTPUT_FILE, name, Presentation.json(document)).toString();
        return JsonNodeFactory.instance.objectNode().put(OptionNames.OUTPUT_FILE, path);
    }
}
