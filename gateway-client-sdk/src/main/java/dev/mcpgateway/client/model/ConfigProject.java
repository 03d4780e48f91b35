package dev.mcpgateway.client.model;

/**
 * A project that uses a configuration.
 *
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 * @param users how many members the project has
 */
public record ConfigProject(String projectId, String projectName, int users) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ConfigProject {
        Required.field(projectId, "project_id");
        Required.field(projectName, "project_name");
    }
}
