package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API key just made. This is the only time that it is shown.
 *
 * @param apiKey the key itself: this answer is the only one that shows it
 * @param keyId the API key's id, stable for its life
 * @param maskedKey the API key, masked: what lists show of it
 * @param endpointPath where an MCP client connects that can send no header: it has the key in it, and this answer is the only one that shows it; null where the key may not be in a URL
 * @param name the API key's name for people; null where it has none. Keys may share one, and none is found by it
 * @param description what the key is for; null where nothing is said
 * @param userId the user's id
 * @param userEmail the user's email; null where the user is gone
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 * @param createdAt when it was created
 * @param expiresAt the first moment at which the API key is refused; null where there is none
 * @param disabled whether the API key is refused until it is enabled again
 * @param status where the API key stands
 * @param scopes what it may do; null where that is everything its project has
 * @param notBefore the first moment at which it is accepted; null where there is none
 * @param allowedIps the addresses and networks that it may be used from; null for any
 * @param deniedIps those that it may not be used from; null for none
 * @param unrestricted whether it may do all that its project may, from anywhere
 * @param plan the plan that limits its requests; null where none does
 * @param rateLimit a limit of its own; null where its plan limits it, or nothing does
 * @param metadata what was attached to it
 * @param requireSignature whether requests must be signed with it
 * @param urlKey whether it may be part of the URL
 * @param lastUsedAt when it was used last; null where it never was
 * @param lastUsedIp the address that it was used from last; null where it never was
 */
public record GeneratedKey(
        Secret apiKey,
        String keyId,
        String maskedKey,
        @Nullable Secret endpointPath,
        @Nullable String name,
        @Nullable String description,
        String userId,
        @Nullable String userEmail,
        String projectId,
        @Nullable String projectName,
        Instant createdAt,
        @Nullable Instant expiresAt,
        boolean disabled,
        KeyStatus status,
        @Nullable List<String> scopes,
        @Nullable Instant notBefore,
        @Nullable List<String> allowedIps,
        @Nullable List<String> deniedIps,
        boolean unrestricted,
        @Nullable String plan,
        @Nullable KeyRateLimit rateLimit,
        Map<String, @Nullable Object> metadata,
        boolean requireSignature,
        boolean urlKey,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedIp) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public GeneratedKey {
        Required.field(apiKey, "api_key");
        Required.field(keyId, "key_id");
        Required.field(maskedKey, "masked_key");
        Required.field(userId, "user_id");
        Required.field(projectId, "project_id");
        Required.field(createdAt, "created_at");
        Required.field(status, "status");
        scopes = scopes == null ? null : Required.list(scopes);
        allowedIps = allowedIps == null ? null : Required.list(allowedIps);
        deniedIps = deniedIps == null ? null : Required.list(deniedIps);
        metadata = Required.map(metadata);
    }
}
