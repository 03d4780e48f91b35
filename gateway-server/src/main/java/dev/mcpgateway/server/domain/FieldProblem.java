package dev.mcpgateway.server.domain;

/**
 * What is wrong with one field.
 *
 * @param field its path from the body's root, as in {@code args[2]}
 */
public record FieldProblem(String field, String message) {}
