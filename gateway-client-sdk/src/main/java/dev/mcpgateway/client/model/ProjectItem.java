package dev.mcpgateway.client.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project in a list.
 *
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 * @param projectId the project's id
 * @param mcpConfig the project's configuration; null where none is assigned
 * @param users how many members the project has
 * @param apiKeys how many live API keys there are; revoked and expired ones are not counted
 * @param createdAt when it was created
 */
public record ProjectItem(
        String projectName,
        String projectId,
        @Nullable AssignedConfig mcpConfig,
        int users,
        int apiKeys,
        Instant createdAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ProjectItem {
        Required.field(projectName, "project_name");
        Required.field(projectId, "project_id");
        Required.field(createdAt, "created_at");
    }
}
