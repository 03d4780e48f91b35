package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ConflictException.Rule;
import dev.mcpgateway.server.domain.KeyMinter.MintedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out users' keys and ends them. */
public final class ApiKeyService {
    private final ChangeLog log;
    private final Timestamps timestamps;
    private final KeyMinter minter;
    private final Supplier<Plans> plans;

    /** @param plans those that keys can be on at present */
    public ApiKeyService(ChangeLog log, Timestamps timestamps, KeyMinter minter, Supplier<Plans> plans) {
        this.log = log;
        this.timestamps = timestamps;
        this.minter = minter;
        this.plans = plans;
    }

    /** A key just made, or given a new secret: the only time that {@code secret} is known. */
    public record Issued(Secret secret, ApiKey key) {}

    /** A key just made in place of {@code old}. */
    public record Rotated(Secret secret, ApiKey key, ApiKey old) {}

    /** The key that {@code keyOrId} names in {@code state}: its id or the key itself. */
    public ApiKey find(GatewayState state, String keyOrId) {
        return state.keyById(keyOrId)
                .or(() -> state.keysByLookup(minter.lookup(Secret.of(keyOrId))).findFirst())
                .orElseThrow(() -> NotFoundException.unnamed(Subject.API_KEY));
    }

    /**
     * Makes a key.
     *
     * @param clientToken makes a second call with it fail while the first one's key is there, whatever became of the key
     */
    public Committed<Issued> generate(
            String user, String project, KeyUpdate settings, KeyPrefix prefix, @Nullable ClientToken clientToken) {
        KeyUpdate.Outcome wanted = settings.appliedTo(KeySettings.NONE, null, plans.get(), timestamps.latest());
        ApiKey.Lifecycle lifecycle =
                ApiKey.Lifecycle.NEW.expiringAt(wanted.expiresAt().value());
        requireIssuable(log.state(), user, project, clientToken);
        MintedKey minted = minter.mint(prefix);
        return log.commit(state -> {
            Grant grant = requireIssuable(state, user, project, clientToken);
            ApiKey key = newKey(
                    minted,
                    grant.user().id(),
                    grant.project().id(),
                    wanted.settings(),
                    lifecycle,
                    clientToken,
                    null,
                    Attributes.EMPTY);
            return Outcome.of(new Issued(minted.key(), key), new KeySaved(key));
        });
    }

    /**
     * Makes a new key in place of one. It takes over what was set on the old one, and its alerts; a disabled key stays disabled.
     *
     * @param grace how long the old key still works; none revokes it at once
     */
    public Committed<Rotated> rotate(String keyOrId, Duration grace) {
        ApiKey present = find(log.state(), keyOrId);
        requireLive(present);
        MintedKey minted = minter.mint(present.credential().prefix());
        return log.commit(state -> {
            ApiKey old = find(state, keyOrId);
            requireLive(old);
            ApiKey key = newKey(
                            minted,
                            old.userId(),
                            old.projectId(),
                            old.settings(),
                            successor(state, old),
                            null,
                            old.rateGroup(),
                            old.extra())
                    .withAlerts(old.alerts(), null);
            ApiKey ending = ending(old, key.id(), grace);
            return Outcome.of(new Rotated(minted.key(), key, ending), new KeySaved(ending), new KeySaved(key));
        });
    }

    /** Gives a key a new secret in place of its own, and changes nothing else on it; a disabled key stays disabled. */
    public Committed<Issued> regenerate(String keyOrId) {
        ApiKey present = find(log.state(), keyOrId);
        requireLive(present);
        MintedKey minted = minter.mint(present.credential().prefix());
        return log.commit(state -> {
            ApiKey key = find(state, keyOrId);
            requireLive(key);
            ApiKey renewed = key.withCredential(minted.credential(), timestamps.next());
            return Outcome.of(new Issued(minted.key(), renewed), new KeySaved(renewed));
        });
    }

    /**
     * Changes what is set on a key. The end that a rotation left to a key can be brought forward only.
     *
     * @throws InvalidFieldException naming every field at fault
     */
    public Committed<ApiKey> update(String keyOrId, KeyUpdate update, Precondition precondition) {
        return log.commit(state -> {
            ApiKey key = find(state, keyOrId);
            precondition.require(() -> Versions.of(state, key));
            requireLive(key);
            Instant end = key.lifecycle().expiresAt();
            KeyUpdate.Outcome wanted = update.appliedTo(key.settings(), end, plans.get(), timestamps.latest());
            Instant newEnd = wanted.expiresAt().orStored(end, null);
            if (!Objects.equals(newEnd, end)) {
                requireNotLater(key, newEnd);
            }
            ApiKey.Lifecycle lifecycle = key.lifecycle().expiringAt(newEnd);
            if (wanted.settings().equals(key.settings()) && lifecycle.equals(key.lifecycle())) {
                return Outcome.unchanged(key);
            }
            Instant now = timestamps.next();
            ApiKey changed = key.withSettings(wanted.settings(), now).withLifecycle(lifecycle, now);
            return Outcome.of(changed, new KeySaved(changed));
        });
    }

    private static void requireNotLater(ApiKey key, @Nullable Instant end) {
        Instant present = key.lifecycle().expiresAt();
        if (key.lifecycle().replacedBy() == null || present == null) {
            return;
        }
        if (end == null || end.isAfter(present)) {
            throw new InvalidFieldException(
                    "expires_at",
                    "a rotation ends the key at " + WireTime.format(present) + ": it can only end earlier");
        }
    }

    /** Ends a key for good; one that has ended so already stays as it is. */
    public Committed<ApiKey> revoke(String keyOrId) {
        return log.commit(state -> {
            ApiKey key = find(state, keyOrId);
            if (key.isRevoked()) {
                return Outcome.unchanged(key);
            }
            Instant now = timestamps.next();
            ApiKey revoked = key.withLifecycle(key.lifecycle().revoked(now), now);
            return Outcome.of(revoked, new KeySaved(revoked));
        });
    }

    public Committed<ApiKey> disable(String keyOrId) {
        return setDisabled(keyOrId, true);
    }

    public Committed<ApiKey> enable(String keyOrId) {
        return setDisabled(keyOrId, false);
    }

    public void delete(String keyOrId, Precondition precondition) {
        log.commit(state -> {
            ApiKey key = find(state, keyOrId);
            precondition.require(() -> Versions.of(state, key));
            return Outcome.of(key, new KeyDeleted(key.id()));
        });
    }

    /** Deletes every key of the user and says how many there were. */
    public int deleteAll(String user, Precondition precondition) {
        return log.<Integer>commit(state -> {
                    User owner = state.user(user);
                    precondition.require(() -> Versions.of(state, owner));
                    List<Change> changes = state.keysOfUser(owner.id())
                            .<Change>map(key -> new KeyDeleted(key.id()))
                            .toList();
                    return new Outcome<>(changes, changes.size());
                })
                .result();
    }

    private record Grant(User user, Project project) {}

    private Grant requireIssuable(
            GatewayState state, String userRef, String projectRef, @Nullable ClientToken clientToken) {
        User user = state.user(userRef);
        Project project = state.project(projectRef);
        if (!state.isMember(project, user)) {
            throw ProjectService.notAMember(project, user);
        }
        if (clientToken != null) {
            // Before the rule for single keys: it would tell a repeated call nothing of the key that it made.
            state.keyIssuedFor(user.id(), project.id(), clientToken).ifPresent(made -> {
                throw new ConflictException(
                        Rule.API_KEY_ALREADY_ISSUED,
                        "The client_token has made an API key already: '" + made.id() + "'");
            });
        }
        if (project.singleKey() && state.countLiveKeysOfProject(project.id(), timestamps.latest()) > 0) {
            throw new ConflictException(
                    Rule.PROJECT_SINGLE_KEY,
                    "Project '" + project.name() + "' may have one API key only: regenerate or revoke it");
        }
        return new Grant(user, project);
    }

    private ApiKey newKey(
            MintedKey minted,
            String userId,
            String projectId,
            KeySettings settings,
            ApiKey.Lifecycle lifecycle,
            @Nullable ClientToken clientToken,
            @Nullable String limitGroup,
            Attributes extra) {
        return new ApiKey(
                minted.keyId(),
                userId,
                projectId,
                minted.credential(),
                settings,
                lifecycle,
                clientToken,
                limitGroup,
                timestamps.next(),
                null,
                0,
                extra);
    }

    private void requireLive(ApiKey key) {
        if (key.isRevoked()) {
            throw new ConflictException(Rule.API_KEY_REVOKED, "The API key is revoked: generate a new one");
        }
        if (key.isExpired(timestamps.latest())) {
            throw new ConflictException(Rule.API_KEY_EXPIRED, "The API key has expired: generate a new one");
        }
    }

    /** What a new key takes over: an end that a rotation set is the old key's alone. */
    private ApiKey.Lifecycle successor(GatewayState state, ApiKey old) {
        ApiKey.Lifecycle taken = ApiKey.Lifecycle.NEW.expiringAt(endOfRotations(state, old));
        return old.lifecycle().disabled() ? taken.disabled(timestamps.now()) : taken;
    }

    /**
     * When the last of the keys ends that rotations made of {@code key}: that is the end which is set on all of them. Where that key
     * is deleted nobody knows it any more, and a new key ends no later than the last one that is there.
     */
    private static @Nullable Instant endOfRotations(GatewayState state, ApiKey key) {
        ApiKey last = key;
        // A file edited by hand may lead round in a circle.
        Set<String> followed = new HashSet<>();
        for (String next = key.lifecycle().replacedBy();
                next != null && followed.add(next);
                next = last.lifecycle().replacedBy()) {
            Optional<ApiKey> replacement = state.keyById(next);
            if (replacement.isEmpty()) {
                break;
            }
            last = replacement.get();
        }
        return last.lifecycle().expiresAt();
    }

    private ApiKey ending(ApiKey old, String newKeyId, Duration grace) {
        Instant now = timestamps.next();
        ApiKey.Lifecycle replaced = old.lifecycle().replacedBy(newKeyId);
        if (grace.isZero()) {
            return old.withAlerts(List.of(), now).withLifecycle(replaced.revoked(now), now);
        }
        Instant end = now.plus(grace);
        Instant expiresAt = old.lifecycle().expiresAt();
        return old.withAlerts(List.of(), now)
                .withLifecycle(
                        replaced.expiringAt(expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end), now);
    }

    private Committed<ApiKey> setDisabled(String keyOrId, boolean disabled) {
        return log.commit(state -> {
            ApiKey key = find(state, keyOrId);
            if (key.isRevoked()) {
                throw new ConflictException(
                        Rule.API_KEY_REVOKED,
                        "The API key is revoked for good: it cannot be " + (disabled ? "disabled" : "enabled"));
            }
            if (key.lifecycle().disabled() == disabled) {
                return Outcome.unchanged(key);
            }
            Instant now = timestamps.next();
            ApiKey changed = key.withLifecycle(
                    disabled ? key.lifecycle().disabled(now) : key.lifecycle().enabled(now), now);
            return Outcome.of(changed, new KeySaved(changed));
        });
    }
}
