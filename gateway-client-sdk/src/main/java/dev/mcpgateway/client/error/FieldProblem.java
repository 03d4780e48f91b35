package dev.mcpgateway.client.error;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name on the wire, as in {@code new_email}
 * @param message what is wrong with it
 */
public record FieldProblem(String field, String message) {}
