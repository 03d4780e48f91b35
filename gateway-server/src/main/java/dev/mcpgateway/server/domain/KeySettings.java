package dev.mcpgateway.server.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is set on a key (contract: api-keys.md). A rotation hands all of it to the new key, a regeneration leaves it as it is.
 *
 * @param name for people; keys may share one, and none is found by it
 * @param description for people, of several lines perhaps
 * @param scopes what it may do
 * @param notBefore the first moment at which it is accepted, or null
 * @param addresses from where it may be used
 * @param plan the name of the plan that limits its requests, or null
 * @param rateLimit a limit of its own, which counts in place of the plan's, or null
 * @param metadata what its owner attached to it
 * @param requireSignature whether requests must be signed with it
 * @param urlKey whether it may be part of the URL, as in {@code /mcp/<key>}
 */
public record KeySettings(
        @Nullable String name,
        @Nullable String description,
        Scopes scopes,
        @Nullable Instant notBefore,
        AddressRules addresses,
        @Nullable String plan,
        @Nullable RateLimit rateLimit,
        Attributes metadata,
        boolean requireSignature,
        boolean urlKey) {
    /** Of a key on which nothing is set. */
    public static final KeySettings NONE = named(null, null);

    /** Of a key that has a name and a description alone. */
    public static KeySettings named(@Nullable String name, @Nullable String description) {
        return new KeySettings(
                name,
                description,
                Scopes.UNRESTRICTED,
                null,
                AddressRules.ANY,
                null,
                null,
                Attributes.EMPTY,
                false,
                true);
    }

    /** What limits the key's requests; null where nothing does. */
    public @Nullable RateLimit limit(Plans plans) {
        if (rateLimit != null || plan == null) {
            return rateLimit;
        }
        return plans.limit(plan);
    }

    /** Whether it may do all that its project may, from anywhere. */
    public boolean isUnrestricted() {
        return scopes.isUnrestricted() && addresses.equals(AddressRules.ANY);
    }
}
