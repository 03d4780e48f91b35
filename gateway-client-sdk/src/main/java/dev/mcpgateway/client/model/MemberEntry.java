package dev.mcpgateway.client.model;

import java.time.Instant;

/**
 * A member of a project.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 * @param createdAt when it was created
 */
public record MemberEntry(String userId, String email, Instant createdAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public MemberEntry {
        Required.field(userId, "user_id");
        Required.field(email, "email");
        Required.field(createdAt, "created_at");
    }
}
