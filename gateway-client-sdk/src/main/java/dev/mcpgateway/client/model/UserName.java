package dev.mcpgateway.client.model;

/**
 * A user by id and email.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 */
public record UserName(String userId, String email) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public UserName {
        Required.field(userId, "user_id");
        Required.field(email, "email");
    }
}
