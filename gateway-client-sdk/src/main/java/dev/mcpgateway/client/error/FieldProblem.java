package dev.mcpgateway.client.error;

import java.io.Serializable;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name on the wire, as in {@code new_email}
 * @param message what is wrong with it
 */
public record FieldProblem(String field, String message) implements Serializable {}
