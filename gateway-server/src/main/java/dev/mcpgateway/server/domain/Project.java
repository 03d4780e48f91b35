package dev.mcpgateway.server.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Users who share one configuration. Its members are in {@link GatewayState#membersOf}.
 *
 * @param configId the configuration its keys open, or null while none is assigned
 * @param singleKey whether the project may have one live key only
 */
public record Project(
        String id,
        String name,
        @Nullable String configId,
        boolean singleKey,
        Instant createdAt,
        @Nullable Instant updatedAt,
        long version,
        Attributes extra)
        implements Entity {

    /** Ids in a loaded file's list of its users that no user has; kept so that a rewrite does not lose them. */
    public List<String> strangers() {
        return extra.strings("users");
    }

    Project renamed(String newName, Instant now) {
        return new Project(id, newName, configId, singleKey, createdAt, now, version, extra);
    }

    Project withSingleKey(boolean newSingleKey, Instant now) {
        return new Project(id, name, configId, newSingleKey, createdAt, now, version, extra);
    }

    Project withConfig(@Nullable String newConfigId, Instant now) {
        return new Project(id, name, newConfigId, singleKey, createdAt, now, version, extra);
    }

    /** With other fields that this version does not know. */
    public Project withExtra(Attributes newExtra) {
        return new Project(id, name, configId, singleKey, createdAt, updatedAt, version, newExtra);
    }

    Project withVersion(long newVersion) {
        return new Project(id, name, configId, singleKey, createdAt, updatedAt, newVersion, extra);
    }
}
