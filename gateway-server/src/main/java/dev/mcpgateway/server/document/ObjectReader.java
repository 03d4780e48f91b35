package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of one JSON object by name and type. What is wrong is collected, with its path, instead of thrown, so
 * that a person sees all of it at once; what nobody asked for is {@link #rest}. A null member counts as absent.
 */
final class ObjectReader {
    private final ObjectNode node;
    private final String path;
    private final List<FieldProblem> problems;

    /** The names of members that are there and were asked for: few, so that looking through them beats hashing them. */
    private final List<String> taken = new ArrayList<>();

    private @Nullable ObjectNode silent;

    ObjectReader(ObjectNode node, String path, List<FieldProblem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    /** The members that were never asked for. */
    Attributes rest() {
        return JsonValues.attributes(untaken());
    }

    /**
     * The members that were never asked for, and those that were and say nothing, being null, false or empty: written back where
     * nothing else takes their place, they make a rewritten file the one that was read.
     *
     * @param alwaysWritten members that are written whatever they say
     */
    Attributes restAndSilent(String... alwaysWritten) {
        if (silent == null && taken.size() == node.size()) {
            return Attributes.EMPTY;
        }
        ObjectNode all = untaken();
        if (silent != null) {
            all.setAll(silent);
        }
        all.remove(List.of(alwaysWritten));
        return JsonValues.attributes(all);
    }

    private ObjectNode untaken() {
        ObjectNode rest = JsonValues.object();
        node.properties().forEach(member -> {
            if (!taken.contains(member.getKey())) {
                rest.set(member.getKey(), member.getValue());
            }
        });
        return rest;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    void problem(String name, String message) {
        problems.add(new FieldProblem(path(name), message));
    }

    /** The member as it is, or null where it is absent or null. */
    @Nullable
    JsonNode take(String name) {
        JsonNode member = node.get(name);
        if (member != null && !taken.contains(name)) {
            taken.add(name);
        }
        if (member != null && (member.isNull() || (member.isContainerNode() && member.isEmpty()) || isFalse(member))) {
            silent = silent == null ? JsonValues.object() : silent;
            silent.set(name, member);
        }
        return member == null || member.isNull() ? null : member;
    }

    private static boolean isFalse(JsonNode member) {
        return member.isBoolean() && !member.booleanValue();
    }

    @Nullable
    String string(String name) {
        JsonNode member = take(name);
        if (member == null || member.isTextual()) {
            return member == null ? null : member.textValue();
        }
        problem(name, "must be a string");
        return null;
    }

    /**
     * A text that an earlier version did not know, and kept whatever it was: where it is none, it is kept so still, as one of
     * {@link #rest}.
     */
    @Nullable
    String text(String name) {
        return node.path(name).isTextual() ? string(name) : null;
    }

    String requiredString(String name) {
        boolean given = has(name);
        String text = string(name);
        if (text == null && !given) {
            problem(name, "is required");
        }
        return text == null ? "" : text;
    }

    boolean bool(String name) {
        return Boolean.TRUE.equals(optionalBool(name));
    }

    @Nullable
    Boolean optionalBool(String name) {
        JsonNode member = take(name);
        if (member == null || member.isBoolean()) {
            return member == null ? null : member.booleanValue();
        }
        problem(name, "must be true or false");
        return null;
    }

    /** A date; a loaded one in a form that cannot be read is reported. */
    @Nullable
    Instant instant(String name) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        Instant instant = WireTime.parse(text).orElse(null);
        if (instant == null) {
            problem(name, "must be a date such as 2024-01-01T12:00:00.000000");
        }
        return instant;
    }

    Instant instantOr(String name, Instant absent) {
        Instant instant = instant(name);
        return instant == null ? absent : instant;
    }

    @Nullable
    ObjectNode object(String name) {
        JsonNode member = take(name);
        if (member == null || member instanceof ObjectNode) {
            return (ObjectNode) member;
        }
        problem(name, "must be an object");
        return null;
    }

    @Nullable
    Attributes attributes(String name) {
        ObjectNode object = object(name);
        return object == null ? null : JsonValues.attributes(object);
    }

    @Nullable
    List<String> strings(String name) {
        JsonNode member = take(name);
        if (member == null) {
            return null;
        }
        if (!member.isArray()) {
            problem(name, "must be a list of strings");
            return null;
        }
        List<String> strings = new ArrayList<>(member.size());
        for (int i = 0; i < member.size(); i++) {
            if (member.get(i).isTextual()) {
                strings.add(member.get(i).textValue());
            } else {
                problem(name + "[" + i + "]", "must be a string");
            }
        }
        return strings;
    }

    /** What {@code rule} makes of {@code given}, the member {@code name}; null where it is absent, and where the rule refuses it. */
    <T, R> @Nullable R checked(String name, @Nullable T given, BiFunction<String, T, @Nullable R> rule) {
        try {
            return given == null ? null : rule.apply(path(name), given);
        } catch (InvalidFieldException invalid) {
            problems.addAll(invalid.problems());
            return null;
        }
    }

    Map<String, Secret> secrets(String name) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        ObjectNode object = object(name);
        if (object != null) {
            object.properties().forEach(member -> {
                if (member.getValue().isTextual()) {
                    secrets.put(member.getKey(), Secret.of(member.getValue().textValue()));
                } else {
                    problem(name + "." + member.getKey(), "must be a string");
                }
            });
        }
        return secrets;
    }

    <T extends Enum<T>> @Nullable T oneOf(String name, Class<T> type) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        for (T constant : type.getEnumConstants()) {
            if (wireName(constant).equals(text)) {
                return constant;
            }
        }
        problem(name, "must be one of " + wireNames(type));
        return null;
    }

    /** An enum constant as the wire has it: in lower case. */
    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T extends Enum<T>> String wireNames(Class<T> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(ObjectReader::wireName)
                .collect(Collectors.joining(", "));
    }
}
