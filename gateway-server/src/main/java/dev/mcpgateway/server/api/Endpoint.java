package dev.mcpgateway.server.api;

/** An operation and what answers it. */
public record Endpoint<I extends Record, O>(Operation<I, O> operation, OperationHandler<I, O> handler) {}
