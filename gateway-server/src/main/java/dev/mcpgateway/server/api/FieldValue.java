package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.WireTime;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns one JSON value into what a component of an input record holds; what is wrong becomes a problem with its path. */
enum FieldValue {
    TEXT("must be a string") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            return value.isTextual() ? text(value, path, problems) : refuse(path, problems);
        }
    },
    SECRET("must be a string") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            return value.isTextual() ? Secret.of(text(value, path, problems)) : refuse(path, problems);
        }
    },
    FLAG("must be true or false") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            return value.isBoolean() ? (Boolean) value.booleanValue() : refuse(path, problems);
        }
    },
    WHOLE_NUMBER("must be a whole number") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? (Long) value.longValue()
                    : refuse(path, problems);
        }
    },
    NUMBER("must be a number") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            return value.isNumber() ? value.decimalValue() : refuse(path, problems);
        }
    },
    MOMENT("must be a date such as 2024-01-01T12:00:00.000000; without a zone it is UTC") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            Instant moment =
                    value.isTextual() ? WireTime.parse(value.textValue()).orElse(null) : null;
            return moment == null ? refuse(path, problems) : moment;
        }
    },
    TEXTS("must be a list of strings") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            if (!value.isArray()) {
                return refuse(path, problems);
            }
            List<String> texts = new ArrayList<>(value.size());
            for (int i = 0; i < value.size(); i++) {
                String at = path + "[" + i + "]";
                if (value.get(i).isTextual()) {
                    texts.add(text(value.get(i), at, problems));
                } else {
                    problems.add(new FieldProblem(at, "must be a string"));
                }
            }
            return texts;
        }
    },
    SECRETS("must be an object whose values are strings") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            if (!value.isObject()) {
                return refuse(path, problems);
            }
            Map<String, Secret> secrets = new LinkedHashMap<>();
            value.properties().forEach(member -> {
                String at = path + "." + member.getKey();
                if (member.getValue().isTextual()) {
                    secrets.put(member.getKey(), Secret.of(text(member.getValue(), at, problems)));
                } else {
                    problems.add(new FieldProblem(at, "must be a string"));
                }
            });
            return secrets;
        }
    },
    OBJECT("must be an object") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            if (!(value instanceof ObjectNode object)) {
                return refuse(path, problems);
            }
            checkDeep(object, path, problems);
            return type == ObjectNode.class ? object : JsonValues.attributes(object);
        }
    },
    CHOICE("") {
        @Override
        @Nullable
        Object read(JsonNode value, Type type, String path, List<FieldProblem> problems) {
            Object[] constants = ((Class<?>) type).getEnumConstants();
            for (Object constant : constants) {
                if (value.isTextual() && wireName(constant).equals(value.textValue())) {
                    return constant;
                }
            }
            problems.add(new FieldProblem(
                    path,
                    "must be one of "
                            + Arrays.stream(constants).map(FieldValue::wireName).collect(Collectors.joining(", "))));
            return null;
        }
    };

    private final String demand;

    FieldValue(String demand) {
        this.demand = demand;
    }

    abstract @Nullable Object read(JsonNode value, Type type, String path, List<FieldProblem> problems);

    @Nullable
    Object refuse(String path, List<FieldProblem> problems) {
        problems.add(new FieldProblem(path, demand));
        return null;
    }

    /**
     * How values of {@code type} are read.
     *
     * @throws IllegalArgumentException for a type that no input may have
     */
    static FieldValue of(Type type) {
        if (type == String.class) {
            return TEXT;
        } else if (type == Secret.class) {
            return SECRET;
        } else if (type == Boolean.class) {
            return FLAG;
        } else if (type == Long.class) {
            return WHOLE_NUMBER;
        } else if (type == BigDecimal.class) {
            return NUMBER;
        } else if (type == Instant.class) {
            return MOMENT;
        } else if (type == Attributes.class || type == ObjectNode.class) {
            return OBJECT;
        } else if (type instanceof Class<?> c && c.isEnum()) {
            return CHOICE;
        } else if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return TEXTS;
        } else if (type instanceof ParameterizedType p
                && p.getRawType() == Map.class
                && p.getActualTypeArguments()[1] == Secret.class) {
            return SECRETS;
        }
        throw new IllegalArgumentException("an input cannot hold a " + type.getTypeName());
    }

    static String wireName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode value, String path, List<FieldProblem> problems) {
        String text = value.textValue();
        if (text.indexOf('\0') >= 0) {
            problems.add(new FieldProblem(path, "must not contain NUL"));
        }
        return text;
    }

    private static void checkDeep(JsonNode value, String path, List<FieldProblem> problems) {
        if (value.isTextual()) {
            text(value, path, problems);
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (member.getKey().indexOf('\0') >= 0) {
                    problems.add(new FieldProblem(path, "must not contain NUL in a name"));
                } else {
                    checkDeep(member.getValue(), path + "." + member.getKey(), problems);
                }
            });
        } else {
            for (int i = 0; i < value.size(); i++) {
                checkDeep(value.get(i), path + "[" + i + "]", problems);
            }
        }
    }
}
