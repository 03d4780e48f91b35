package dev.mcpgateway.server.api;

import java.lang.reflect.Type;

/**
 * One component of an output record, as the wire has it.
 *
 * @param name its name on the wire, in snake case
 * @param type what it holds
 * @param isNullable whether it may be null; it is written then too
 * @param isOptional whether it may be left out; it is never null then
 */
public record OutputField(String name, Type type, boolean isNullable, boolean isOptional, FieldDoc doc) {}
