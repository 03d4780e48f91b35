package dev.mcpgateway.client.model;

/**
 * What went with all memberships of a project.
 *
 * @param removed how many were removed
 * @param revokedApiKeys how many API keys were revoked
 */
public record RemovedUsers(int removed, int revokedApiKeys) {}
