package dev.mcpgateway.client.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of a user's keys, masked.
 *
 * @param apiKey the API key, masked
 * @param keyId the API key's id, stable for its life
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID; or null
 * @param createdAt when it was created
 */
public record UserKey(
        String apiKey,
        String keyId,
        String projectId,
        @Nullable String projectName,
        Instant createdAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public UserKey {
        Required.field(apiKey, "api_key");
        Required.field(keyId, "key_id");
        Required.field(projectId, "project_id");
        Required.field(createdAt, "created_at");
    }
}
