package dev.mcpgateway.server.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who may be given keys; known by an email address that is unique without regard to case. */
public record User(
        String id,
        String email,
        Instant createdAt,
        @Nullable Instant updatedAt,
        long version,
        Attributes extra) implements Entity {

    User withEmail(String newEmail, Instant now) {
        return new User(id, newEmail, createdAt, now, version, extra);
    }

    User withVersion(long newVersion) {
        return new User(id, email, createdAt, updatedAt, newVersion, extra);
    }
}
