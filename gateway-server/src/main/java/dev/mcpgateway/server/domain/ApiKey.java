package dev.mcpgateway.server.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's key to one project. The key itself is nowhere: {@link KeyCredential} holds what finds and proves it.
 *
 * @param id the public {@code key_…} id, stable for the life of the key
 * @param clientToken what the request that made it was marked with, or null
 * @param limitGroup what the keys of one chain of rotations have in common: they share a rate limit; null for the key's own id
 * @param alerts what its administrator wants to be told of
 */
public record ApiKey(
        String id,
        String userId,
        String projectId,
        KeyCredential credential,
        KeySettings settings,
        Lifecycle lifecycle,
        @Nullable ClientToken clientToken,
        @Nullable String limitGroup,
        List<Alert> alerts,
        Instant createdAt,
        @Nullable Instant updatedAt,
        long version,
        Attributes extra)
        implements Entity {

    public ApiKey {
        alerts = List.copyOf(alerts);
    }

    /** One without alerts. */
    public ApiKey(
            String id,
            String userId,
            String projectId,
            KeyCredential credential,
            KeySettings settings,
            Lifecycle lifecycle,
            @Nullable ClientToken clientToken,
            @Nullable String limitGroup,
            Instant createdAt,
            @Nullable Instant updatedAt,
            long version,
            Attributes extra) {
        this(
                id,
                userId,
                projectId,
                credential,
                settings,
                lifecycle,
                clientToken,
                limitGroup,
                List.of(),
                createdAt,
                updatedAt,
                version,
                extra);
    }

    /** Where a key stands; the wire form is the name in lower case. */
    public enum Status {
        ACTIVE,
        DISABLED,
        EXPIRED,
        NOT_YET_VALID,
        REVOKED,
        ROTATING
    }

    /**
     * What has happened to the key since it was made.
     *
     * @param revokedAt when it ended for good, or null
     * @param expiresAt the first moment at which it is refused, or null
     * @param replacedBy the id of the key that a rotation made in its place, or null
     */
    public record Lifecycle(
            boolean disabled,
            @Nullable Instant disabledAt,
            @Nullable Instant enabledAt,
            @Nullable Instant revokedAt,
            @Nullable Instant expiresAt,
            @Nullable String replacedBy) {
        public static final Lifecycle NEW = new Lifecycle(false, null, null, null, null, null);

        Lifecycle disabled(Instant now) {
            return new Lifecycle(true, now, enabledAt, revokedAt, expiresAt, replacedBy);
        }

        Lifecycle enabled(Instant now) {
            return new Lifecycle(false, disabledAt, now, revokedAt, expiresAt, replacedBy);
        }

        Lifecycle revoked(Instant now) {
            return new Lifecycle(disabled, disabledAt, enabledAt, now, expiresAt, replacedBy);
        }

        Lifecycle replacedBy(String keyId) {
            return new Lifecycle(disabled, disabledAt, enabledAt, revokedAt, expiresAt, keyId);
        }

        Lifecycle expiringAt(@Nullable Instant instant) {
            return new Lifecycle(disabled, disabledAt, enabledAt, revokedAt, instant, replacedBy);
        }
    }

    public Status status(Instant now) {
        if (isRevoked()) {
            return Status.REVOKED;
        }
        if (isExpired(now)) {
            return Status.EXPIRED;
        }
        if (lifecycle.disabled()) {
            return Status.DISABLED;
        }
        if (!hasBegun(now)) {
            return Status.NOT_YET_VALID;
        }
        return lifecycle.replacedBy() == null ? Status.ACTIVE : Status.ROTATING;
    }

    public boolean isRevoked() {
        return lifecycle.revokedAt() != null;
    }

    /** Whether it is neither revoked nor expired; a disabled key is live. */
    public boolean isLive(Instant now) {
        return !isRevoked() && !isExpired(now);
    }

    /** Whether the moment from which it is accepted has come. */
    public boolean hasBegun(Instant now) {
        return settings.notBefore() == null || !now.isBefore(settings.notBefore());
    }

    /** The group whose requests are counted together. */
    public String rateGroup() {
        return limitGroup == null ? id : limitGroup;
    }

    public boolean isExpired(Instant now) {
        return lifecycle.expiresAt() != null && !now.isBefore(lifecycle.expiresAt());
    }

    ApiKey withLifecycle(Lifecycle changed, @Nullable Instant now) {
        return with(credential, settings, changed, alerts, now, version, extra);
    }

    ApiKey withSettings(KeySettings changed, @Nullable Instant now) {
        return with(credential, changed, lifecycle, alerts, now, version, extra);
    }

    ApiKey withAlerts(List<Alert> changed, @Nullable Instant now) {
        return with(credential, settings, lifecycle, changed, now, version, extra);
    }

    /** This with {@code changed} to prove it. */
    public ApiKey withCredential(KeyCredential changed) {
        return withCredential(changed, updatedAt);
    }

    ApiKey withCredential(KeyCredential changed, @Nullable Instant now) {
        return with(changed, settings, lifecycle, alerts, now, version, extra);
    }

    /** With other fields that this version does not know. */
    public ApiKey withExtra(Attributes newExtra) {
        return with(credential, settings, lifecycle, alerts, updatedAt, version, newExtra);
    }

    ApiKey withVersion(long newVersion) {
        return with(credential, settings, lifecycle, alerts, updatedAt, newVersion, extra);
    }

    /** The same key with what may change of it. */
    private ApiKey with(
            KeyCredential newCredential,
            KeySettings newSettings,
            Lifecycle newLifecycle,
            List<Alert> newAlerts,
            @Nullable Instant newUpdatedAt,
            long newVersion,
            Attributes newExtra) {
        return new ApiKey(
                id,
                userId,
                projectId,
                newCredential,
                newSettings,
                newLifecycle,
                clientToken,
                limitGroup,
                newAlerts,
                createdAt,
                newUpdatedAt,
                newVersion,
                newExtra);
    }
}
