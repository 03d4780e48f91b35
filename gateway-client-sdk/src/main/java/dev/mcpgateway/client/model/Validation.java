package dev.mcpgateway.client.model;

import java.util.List;

/**
 * What a check of a configuration comes to. One that fails throws a {@link dev.mcpgateway.client.error.BadRequestException} that names each server and field.
 *
 * @param valid always true: what is not valid is answered with an error
 * @param issues what does not fit together, in sentences; empty where everything does
 * @param warnings what is stored and has no effect, or less than one may think, in sentences
 */
public record Validation(boolean valid, List<String> issues, List<String> warnings) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public Validation {
        issues = Required.list(issues);
        warnings = Required.list(warnings);
    }
}
