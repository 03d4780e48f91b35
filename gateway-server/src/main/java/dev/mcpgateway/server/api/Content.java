package dev.mcpgateway.server.api;

/** The answer of an operation without the envelope. */
public record Content(byte[] bytes) {}
