package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpgateway.server.http.StrictJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Makes the values of fields from what was typed; what they mean is the gateway's matter. */
final class TypedValue {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Surroundings surroundings;
    private final CallerFiles files;

    TypedValue(Surroundings surroundings, CallerFiles files) {
        this.surroundings = surroundings;
        this.files = files;
    }

    /** An empty value of a field that tells absent from null is null: it clears the field. */
    JsonNode read(FieldOption option, String typed) throws CommandFailure {
        if (typed.isEmpty() && option.field().isField()) {
            return NODES.nullNode();
        }
        return switch (option.form()) {
            case TEXT -> NODES.textNode(typed);
            case SECRET -> NODES.textNode(secret(option, typed));
            case FLAG -> flag(option, typed);
            case NUMBER -> number(option, typed);
            case LIST -> list(option, typed);
            case JSON -> typed.startsWith("@") ? file(option, typed.substring(1)) : parse(option, typed);
            case FILE -> file(option, typed);
        };
    }

    private String secret(FieldOption option, String typed) throws CommandFailure {
        if (typed.startsWith("@")) {
            return new String(files.read(option.name(), typed.substring(1)), StandardCharsets.UTF_8).strip();
        }
        if (!typed.equals("-")) {
            return typed;
        }
        try {
            return new String(surroundings.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw CommandFailure.refused(option.name() + ": standard input cannot be read");
        }
    }

    private static JsonNode flag(FieldOption option, String typed) throws CommandFailure {
        return switch (typed) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            default -> throw CommandFailure.usage(option.name() + " is true or false, not '" + typed + "'");
        };
    }

    private static JsonNode number(FieldOption option, String typed) throws CommandFailure {
        boolean isWhole = option.field().type() == Long.class;
        try {
            return isWhole ? NODES.numberNode(Long.parseLong(typed)) : NODES.numberNode(new BigDecimal(typed));
        } catch (NumberFormatException malformed) {
            throw CommandFailure.usage(
                    option.name() + " must be a " + (isWhole ? "whole " : "") + "number, not '" + typed + "'");
        }
    }

    private static JsonNode list(FieldOption option, String typed) throws CommandFailure {
        if (typed.startsWith("[")) {
            return parse(option, typed);
        }
        ArrayNode items = NODES.arrayNode();
        for (String item : typed.split(",", -1)) {
            items.add(item);
        }
        return items;
    }

    private JsonNode file(FieldOption option, String name) throws CommandFailure {
        try {
            JsonNode content = StrictJson.mapper().readTree(files.read(option.name(), name));
            if (content.isObject()) {
                return content;
            }
        } catch (JsonProcessingException malformed) {
            throw CommandFailure.refused(option.name() + ": " + name + " is not valid JSON" + place(malformed));
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot be read", impossible);
        }
        throw CommandFailure.refused(option.name() + ": " + name + " does not hold a JSON object");
    }

    private static JsonNode parse(FieldOption option, String json) throws CommandFailure {
        try {
            JsonNode value = StrictJson.mapper().readTree(json);
            if (!value.isMissingNode()) {
                return value;
            }
        } catch (JsonProcessingException malformed) {
            throw CommandFailure.usage(option.name() + " is not valid JSON" + place(malformed)
                    + "; a file is named with @: " + option.name() + " @file.json");
        }
        throw CommandFailure.usage(option.name() + " is empty");
    }

    /** Never what: the text may hold secrets. */
    private static String place(JsonProcessingException malformed) {
        return malformed.getLocation() == null
                ? ""
                : " (line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr() + ")";
    }
}
