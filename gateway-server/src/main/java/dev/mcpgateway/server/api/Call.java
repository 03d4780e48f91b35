package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.Precondition;

/**
 * What a handler may want to know of the call beside its input.
 *
 * @param precondition what If-Match demands
 * @param page which part of a list is asked for
 */
public record Call(Precondition precondition, PageRequest page) {}
