package dev.mcpgateway.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an API key works.
 *
 * @param valid whether it would be accepted now
 * @param code why it would not: {@code invalid_api_key}, {@code disabled_api_key}, {@code inactive_api_key} or {@code expired_api_key}; null for a
 *     valid one
 * @param keyId the API key's id; null for one that is invalid
 * @param scopes what it may do; null where that is everything its project has, and for one that is invalid
 * @param remaining how many more requests would pass at once; null where nothing limits them, and for one that is invalid
 */
public record VerifiedKey(
        boolean valid,
        @Nullable String code,
        @Nullable String keyId,
        @Nullable List<String> scopes,
        @Nullable Integer remaining) {

    /** Copies what could change. */
    public VerifiedKey {
        scopes = scopes == null ? null : Required.list(scopes);
    }
}
