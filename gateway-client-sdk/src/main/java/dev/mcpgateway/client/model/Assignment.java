package dev.mcpgateway.client.model;

/**
 * A project and the configuration that it was given.
 *
 * @param projectId the project's id
 * @param mcpConfig the project's configuration
 */
public record Assignment(String projectId, AssignedConfig mcpConfig) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public Assignment {
        Required.field(projectId, "project_id");
        Required.field(mcpConfig, "mcp_config");
    }
}
