package dev.mcpgateway.client.model;

/**
 * The user that was added to a project.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 */
public record AddedUser(String userId, String email) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public AddedUser {
        Required.field(userId, "user_id");
        Required.field(email, "email");
    }
}
