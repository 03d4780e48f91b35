package dev.mcpgateway.client.model;

/**
 * How many servers were removed.
 *
 * @param removed how many were removed
 */
public record RemovedServers(int removed) {}
