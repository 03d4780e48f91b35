package dev.mcpgateway.client.model;

/**
 * How much there is.
 *
 * @param totalProjects how many projects there are
 * @param totalUsers how many users there are
 * @param totalConfigs how many configurations there are
 * @param totalApiKeys how many live API keys there are; revoked and expired ones are not counted
 * @param disabledApiKeys how many of the live API keys are disabled
 */
public record Statistics(int totalProjects, int totalUsers, int totalConfigs, int totalApiKeys, int disabledApiKeys) {}
