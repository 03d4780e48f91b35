package dev.mcpgateway.client.model;

/**
 * A project's configuration.
 *
 * @param mcpConfigId the configuration's id
 * @param mcpConfigName the configuration's name
 */
public record AssignedConfig(String mcpConfigId, String mcpConfigName) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public AssignedConfig {
        Required.field(mcpConfigId, "mcp_config_id");
        Required.field(mcpConfigName, "mcp_config_name");
    }
}
