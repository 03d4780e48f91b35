package dev.mcpgateway.client.model;

import java.util.List;

/**
 * A configuration in a list.
 *
 * @param mcpConfigId the configuration's id
 * @param mcpConfigName the configuration's name
 * @param servers how many servers the configuration has
 * @param usedByProjects the projects that the configuration is assigned to
 */
public record ConfigItem(String mcpConfigId, String mcpConfigName, int servers, List<ProjectName> usedByProjects) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ConfigItem {
        Required.field(mcpConfigId, "mcp_config_id");
        Required.field(mcpConfigName, "mcp_config_name");
        usedByProjects = Required.list(usedByProjects);
    }
}
