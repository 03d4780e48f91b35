package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user with projects and keys.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 * @param createdAt when it was created
 * @param updatedAt when it was changed last; null where it never was
 * @param projects the projects that the user is a member of
 * @param apiKeys the user's keys, masked
 */
public record UserDetails(
        String userId,
        String email,
        Instant createdAt,
        @Nullable Instant updatedAt,
        List<ProjectName> projects,
        List<UserKey> apiKeys) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public UserDetails {
        Required.field(userId, "user_id");
        Required.field(email, "email");
        Required.field(createdAt, "created_at");
        projects = Required.list(projects);
        apiKeys = Required.list(apiKeys);
    }
}
