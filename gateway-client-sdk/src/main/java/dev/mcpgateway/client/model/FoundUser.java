package dev.mcpgateway.client.model;

/**
 * A user that a search has found.
 *
 * @param userId the user's id
 * @param email the user's email, unique without regard to case
 * @param matchType where the term was found
 * @param apiKeys how many live API keys there are; revoked and expired ones are not counted
 */
public record FoundUser(String userId, String email, MatchType matchType, int apiKeys) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public FoundUser {
        Required.field(userId, "user_id");
        Required.field(email, "email");
        Required.field(matchType, "match_type");
    }
}
