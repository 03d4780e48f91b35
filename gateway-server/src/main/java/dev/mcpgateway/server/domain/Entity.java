package dev.mcpgateway.server.domain;

import java.time.Instant;
import java.util.Comparator;

/** What has an id, a place in the order of creation and a version. */
public sealed interface Entity permits McpConfig, Project, User, ApiKey {
    /** The order of every list: creation, then id. */
    Comparator<Entity> BY_CREATION = Comparator.comparing(Entity::createdAt).thenComparing(Entity::id);

    String id();

    Instant createdAt();

    /**
     * The sequence number of the commit that changed this last; 0 before the first commit. What a caller may compare is
     * {@link GatewayState#versionOf}: a commit that replaces everything leaves its records as they are.
     */
    long version();
}
