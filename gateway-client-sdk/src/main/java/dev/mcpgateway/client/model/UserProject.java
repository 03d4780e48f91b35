package dev.mcpgateway.client.model;

import java.time.Instant;

/**
 * A project that a user is a member of.
 *
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 * @param apiKeys how many live keys to this project the user has
 * @param createdAt when it was created
 */
public record UserProject(String projectId, String projectName, int apiKeys, Instant createdAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public UserProject {
        Required.field(projectId, "project_id");
        Required.field(projectName, "project_name");
        Required.field(createdAt, "created_at");
    }
}
