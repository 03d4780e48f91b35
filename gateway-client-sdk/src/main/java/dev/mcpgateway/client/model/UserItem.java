package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;

/**
 * A user in a list.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 * @param createdAt when it was created
 * @param projects the projects that the user is a member of
 * @param apiKeys how many live API keys there are; revoked and expired ones are not counted
 */
public record UserItem(String userId, String email, Instant createdAt, List<ProjectName> projects, int apiKeys) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public UserItem {
        Required.field(userId, "user_id");
        Required.field(email, "email");
        Required.field(createdAt, "created_at");
        projects = Required.list(projects);
    }
}
