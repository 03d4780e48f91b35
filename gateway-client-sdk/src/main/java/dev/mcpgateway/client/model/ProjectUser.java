package dev.mcpgateway.client.model;

import java.time.Instant;

/**
 * A member of a project, with the number of keys.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 * @param apiKeys how many live keys to this project the user has
 * @param createdAt when it was created
 */
public record ProjectUser(String userId, String email, int apiKeys, Instant createdAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ProjectUser {
        Required.field(userId, "user_id");
        Required.field(email, "email");
        Required.field(createdAt, "created_at");
    }
}
