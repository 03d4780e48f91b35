package dev.mcpgateway.client.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an API key would be accepted now.
 *
 * @param valid whether it would
 * @param code why it would not: {@code invalid_api_key}, {@code disabled_api_key}, {@code inactive_api_key} or {@code expired_api_key}; null for a valid one
 * @param keyId the key's id; null for one that is invalid
 * @param scopes what the key may do; null where it may do all that the project has
 * @param remaining how many more requests would pass at once; null where nothing limits them
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
