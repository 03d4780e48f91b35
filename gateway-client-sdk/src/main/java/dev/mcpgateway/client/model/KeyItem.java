package dev.mcpgateway.client.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key in a list, masked.
 *
 * @param keyId the API key's id, stable for its life
 * @param apiKey the API key, masked
 * @param name the API key's name for people; null where it has none. Keys may share one, and none is found by it
 * @param description what the key is for; null where nothing is said
 * @param userId the user's id
 * @param userEmail the user's email; null where the user is gone
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID; or null
 * @param createdAt when it was created
 * @param expiresAt the first moment at which the API key is refused; null where there is none
 * @param disabled whether the API key is refused until it is enabled again
 * @param status where the API key stands
 */
public record KeyItem(
        String keyId,
        String apiKey,
        @Nullable String name,
        @Nullable String description,
        String userId,
        @Nullable String userEmail,
        String projectId,
        @Nullable String projectName,
        Instant createdAt,
        @Nullable Instant expiresAt,
        boolean disabled,
        KeyStatus status) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public KeyItem {
        Required.field(keyId, "key_id");
        Required.field(apiKey, "api_key");
        Required.field(userId, "user_id");
        Required.field(projectId, "project_id");
        Required.field(createdAt, "created_at");
        Required.field(status, "status");
    }
}
