package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.InputField.Source;
import dev.mcpgateway.server.api.Operation;
import dev.mcpgateway.server.cli.FieldOption.Form;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of operations are called on the command line: as on the wire, in kebab case. What the documented commands call
 * otherwise is listed here, and nowhere else.
 */
final class OptionNames {
    /** What names one thing, by its name or by its id. */
    private static final Map<String, List<String>> REFERENCES = Map.of(
            "config_identifier", List.of("--config-name", "--config-id"),
            "project_identifier", List.of("--project-name", "--project-id"),
            "user_identifier", List.of("--email", "--user-id"));

    /** Fields of bodies that name one thing in two ways. */
    private static final List<List<String>> ALTERNATIVES = List.of(
            List.of("config_name", "config_id"), List.of("project_name", "project_id"), List.of("email", "user_id"));

    /** Fields with a document or a policy, and those that would name a file of the gateway's machine in their place. */
    private static final Map<String, String> FILES = Map.of(
            "config", "input_file",
            "backup", "input_file",
            "policy", "policy_file",
            "input_policy", "input_policy_file",
            "output_policy", "output_policy_file");

    /** A document that is too long to be typed comes from a file alone. */
    private static final Set<String> FROM_FILE_ALONE = Set.of("config", "backup");

    /** Answers that a command writes to a file itself. */
    static final String OUTPUT_FILE = "output_file";

    /** Where an option of that name stands for something else already. */
    private static final Map<String, String> OTHER_NAMES = Map.of("updateProject.project_name", "--new-name");

    private OptionNames() {}

    /**
     * Options of which one at most may be given.
     *
     * @param isRequired whether one must be
     */
    record Group(List<FieldOption> options, boolean isRequired) {}

    /** The options of {@code operation}; that for {@link #OUTPUT_FILE} is not among them. */
    static List<Group> of(Operation<?, ?> operation) {
        List<InputField> fields = InputField.of(operation);
        Set<String> names = fields.stream().map(InputField::name).collect(Collectors.toSet());
        Set<String> fileFields = FILES.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(HashSet::new));
        List<Group> groups = new ArrayList<>();
        for (InputField field : fields) {
            if (!fileFields.contains(field.name()) && !field.name().equals(OUTPUT_FILE)) {
                Group group = group(operation, field, fields);
                if (group != null) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    /** Whether a command writes the answer of {@code operation} to a file. */
    static boolean hasOutputFile(Operation<?, ?> operation) {
        return InputField.of(operation).stream().anyMatch(field -> field.name().equals(OUTPUT_FILE));
    }

    private static @Nullable Group group(Operation<?, ?> operation, InputField field, List<InputField> fields) {
        List<String> references = REFERENCES.get(field.name());
        if (references != null) {
            return new Group(
                    references.stream()
                            .map(name -> new FieldOption(name, field, Form.TEXT))
                            .toList(),
                    field.isRequired());
        }
        if (FILES.containsKey(field.name())) {
            return files(field);
        }
        for (List<String> alternatives : ALTERNATIVES) {
            List<InputField> given = fields.stream()
                    .filter(other -> other.source() != Source.PATH && alternatives.contains(other.name()))
                    .toList();
            if (given.size() == alternatives.size() && given.contains(field)) {
                // Both stand where the first does.
                return field.equals(given.get(0))
                        ? new Group(
                                given.stream()
                                        .map(other -> plain(operation, other))
                                        .toList(),
                                true)
                        : null;
            }
        }
        return new Group(List.of(plain(operation, field)), field.isRequired());
    }

    private static Group files(InputField field) {
        FieldOption file = new FieldOption(kebab(FILES.getOrDefault(field.name(), "")), field, Form.FILE);
        if (FROM_FILE_ALONE.contains(field.name())) {
            return new Group(List.of(file), true);
        }
        FieldOption inline = new FieldOption(kebab(field.name()), field, Form.JSON);
        return new Group(List.of(file, inline), field.name().equals("policy"));
    }

    private static FieldOption plain(Operation<?, ?> operation, InputField field) {
        String other = OTHER_NAMES.get(operation.id() + "." + field.name());
        return new FieldOption(other == null ? kebab(field.name()) : other, field, form(field));
    }

    /** Whether {@code option} names the thing that an operation is about. */
    static boolean isReference(FieldOption option) {
        return REFERENCES.containsKey(option.field().name());
    }

    static String kebab(String name) {
        return "--" + name.replace('_', '-');
    }

    private static Form form(InputField field) {
        Type type = field.type();
        if (type == Boolean.class) {
            return Form.FLAG;
        } else if (type == Long.class || type == BigDecimal.class) {
            return Form.NUMBER;
        } else if (type == Secret.class || field.name().equals("api_key")) {
            return Form.SECRET;
        } else if (type == String.class
                || type == Instant.class
                || (type instanceof Class<?> choice && choice.isEnum())) {
            return Form.TEXT;
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return Form.LIST;
        } else if (type instanceof ParameterizedType || type == Attributes.class || type instanceof Class<?>) {
            return Form.JSON;
        }
        throw new IllegalArgumentException("no option can hold a " + type);
    }

    /** The choices of an option that has them, or the last word of its name. */
    static String textLabel(FieldOption option) {
        List<String> choices = choices(option);
        String name = option.name();
        return choices.isEmpty()
                ? name.substring(name.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT)
                : String.join("|", choices);
    }

    /** What may be typed; empty where that is no closed set. */
    static List<String> choices(FieldOption option) {
        return option.field().type() instanceof Class<?> type && type.isEnum() ? choices(type) : List.of();
    }

    /** The constants of an enum as they are typed. */
    static List<String> choices(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
