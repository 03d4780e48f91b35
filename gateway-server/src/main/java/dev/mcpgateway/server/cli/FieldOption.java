package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.domain.Secret;

/**
 * An option that gives a field of an operation.
 *
 * @param name with its dashes
 * @param form how what is typed becomes the field's value
 */
record FieldOption(String name, InputField field, Form form) {
    /** What is typed. */
    enum Form {
        TEXT,
        /** Text that argv shows to every process on the machine; {@code @file} and {@code -} do not. */
        SECRET,
        /** True where the option is named; {@code true} or {@code false} may follow. */
        FLAG,
        NUMBER,
        /** Commas between the items, or a JSON array. */
        LIST,
        /** JSON, or {@code @file}. */
        JSON,
        /** The name of a file of the caller's with JSON in it. */
        FILE
    }

    /** What stands for the value in a help text. */
    String label() {
        return switch (form) {
            case FLAG -> "true|false";
            case NUMBER -> "NUMBER";
            case LIST -> "A,B|JSON";
            case JSON -> "JSON|@FILE";
            case FILE -> "FILE";
            case SECRET -> field.type() == Secret.class ? "KEY" : "KEY-OR-ID";
            case TEXT -> OptionNames.textLabel(this);
        };
    }
}
