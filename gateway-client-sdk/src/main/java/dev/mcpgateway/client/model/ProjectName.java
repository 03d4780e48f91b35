package dev.mcpgateway.client.model;

/**
 * A project by its names.
 *
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 */
public record ProjectName(String projectId, String projectName) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ProjectName {
        Required.field(projectId, "project_id");
        Required.field(projectName, "project_name");
    }
}
