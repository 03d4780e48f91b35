package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/**
 * What its owner has set on a key (contract: api-keys.md). A rotation hands all of it to the new key, a regeneration leaves it
 * as it is.
 *
 * @param name for people; keys may share one, and none is found by it
 * @param description for people, of several lines perhaps
 */
public record KeySettings(@Nullable String name, @Nullable String description) {
    /** Of a key on which nothing is set. */
    public static final KeySettings NONE = new KeySettings(null, null);

    /**
     * What a request sets.
     *
     * @param name as the request has it, or null where it has none
     * @param description as the request has it, or null where it has none
     * @throws InvalidFieldException naming the field at fault
     */
    public static KeySettings of(@Nullable String name, @Nullable String description) {
        return new KeySettings(
                name == null ? null : Names.label("name", name),
                description == null ? null : Names.description("description", description));
    }
}
