package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project with its configuration and its members.
 *
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 * @param mcpConfig the project's configuration; null where none is assigned
 * @param users the project's members
 * @param apiKeys how many live API keys there are; revoked and expired ones are not counted
 * @param singleKey whether the project may have one live API key only
 * @param createdAt when it was created
 * @param updatedAt when it was changed last; null where it never was
 */
public record ProjectDetails(
        String projectId,
        String projectName,
        @Nullable AssignedConfig mcpConfig,
        List<MemberEntry> users,
        int apiKeys,
        boolean singleKey,
        Instant createdAt,
        @Nullable Instant updatedAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ProjectDetails {
        Required.field(projectId, "project_id");
        Required.field(projectName, "project_name");
        users = Required.list(users);
        Required.field(createdAt, "created_at");
    }
}
