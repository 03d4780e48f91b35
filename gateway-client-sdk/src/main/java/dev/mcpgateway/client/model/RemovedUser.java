package dev.mcpgateway.client.model;

/**
 * What went with a membership.
 *
 * @param revokedApiKeys how many API keys were revoked
 */
public record RemovedUser(int revokedApiKeys) {}
