package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key made in place of another. This is the only time that it is shown.
 *
 * @param newApiKey the new key: this answer is the only one that shows it
 * @param apiKey the same as {@code new_api_key}
 * @param keyId the API key's id, stable for its life
 * @param maskedKey the API key, masked: what lists show of it
 * @param oldKeyId the id of the API key that was replaced
 * @param oldKeyExpiresAt until when the old API key works; null where it ended at once
 */
public record RotatedKey(
        Secret newApiKey,
        Secret apiKey,
        String keyId,
        String maskedKey,
        String oldKeyId,
        @Nullable Instant oldKeyExpiresAt) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public RotatedKey {
        Required.field(newApiKey, "new_api_key");
        Required.field(apiKey, "api_key");
        Required.field(keyId, "key_id");
        Required.field(maskedKey, "masked_key");
        Required.field(oldKeyId, "old_key_id");
    }
}
